using System.Collections.Immutable;
using Assay.Claims;

namespace Assay.Programs.Frontends.Alive;

/// <summary>Reads calls such as <c>call i8 @llvm.ctpop.i8(i8 %x)</c>; the types may be left out.</summary>
internal sealed class IntrinsicReader(OptReader reader, ExpressionReader expressions)
{
    // How many operands of the type of the result, and whether a flag of type i1 follows.
    private static readonly Dictionary<string, (int Values, bool HasFlag)> Known = new()
    {
        ["ctpop"] = (1, false),
        ["bswap"] = (1, false),
        ["bitreverse"] = (1, false),
        ["ctlz"] = (1, true),
        ["cttz"] = (1, true),
        ["abs"] = (1, true),
        ["smax"] = (2, false),
        ["smin"] = (2, false),
        ["umax"] = (2, false),
        ["umin"] = (2, false),
        ["sadd.sat"] = (2, false),
        ["uadd.sat"] = (2, false),
        ["ssub.sat"] = (2, false),
        ["usub.sat"] = (2, false),
        ["fshl"] = (3, false),
        ["fshr"] = (3, false),
    };

    /// <summary>Reads a call behind <c>%r =</c>.</summary>
    public Instruction Read(int offset, string result, int slot)
    {
        reader.Expect("call");
        reader.TakeType(slot);
        reader.Expect("@");
        var word = reader.Take();
        var name = NameOf(word, slot);
        if (!Known.TryGetValue(name, out var form))
        {
            throw word.Text.StartsWith("llvm.", StringComparison.Ordinal) && NearestSpelling.Of(name, Known.Keys) is { } nearest
                ? new RewriteException(word.Offset, $"Unknown intrinsic '{word.Text}'.", $"Did you mean 'llvm.{nearest}'?")
                : OptReader.Unsupported(word, $"call @{word.Text}");
        }

        reader.Expect("(");
        var operands = ImmutableArray.CreateBuilder<Operand>();
        for (var i = 0; i < form.Values; i++)
        {
            if (i > 0)
            {
                reader.Expect(",");
            }

            operands.Add(expressions.TypedOperand(slot));
        }

        if (form.HasFlag && reader.TryTake(","))
        {
            var flag = reader.Types.New();
            reader.Types.Fix(flag, 1, word.Offset);
            operands.Add(expressions.TypedOperand(flag) is Literal literal
                ? literal
                : throw new RewriteException(word.Offset, "The last argument must be true or false."));
        }

        reader.Expect(")");
        if (name == "bswap")
        {
            reader.Types.AtLeast(slot, 16);
        }

        return new Instruction(offset, result, slot, name, operands.ToImmutable());
    }

    // "llvm.uadd.sat.i8" is "uadd.sat" of type i8.
    private string NameOf(OptToken word, int slot)
    {
        List<string> parts = [.. word.Text.Split('.')];
        if (parts.Count > 1 && parts[^1] is ['i', .. var digits] && int.TryParse(digits, out var width) && width is >= 1 and <= TypeRules.Widest)
        {
            reader.Types.Fix(slot, width, word.Offset);
            parts.RemoveAt(parts.Count - 1);
        }

        return parts[0] == "llvm" ? string.Join('.', parts.Skip(1)) : word.Text;
    }
}

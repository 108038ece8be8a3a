using System.Collections.Immutable;

namespace Assay.Programs.Frontends.Alive;

/// <summary>Reads what ends a block: <c>br</c> and <c>ret</c>.</summary>
internal sealed class BranchReader(OptReader reader, ExpressionReader expressions)
{
    public const string Branch = "br";
    public const string Return = "ret";

    /// <summary>The name under which the end of a block is compared.</summary>
    public static string NameOf(string operation, string block) =>
        (operation == Return ? "the result" : "the branch") + (block.Length > 0 ? $" of block {block}" : string.Empty);

    /// <summary>Reads the end of a block.</summary>
    public Instruction Read(string block)
    {
        var word = reader.Take();
        var slot = reader.Types.New();
        if (word.Text == Return)
        {
            if (reader.Now.Is("void"))
            {
                reader.Take();
                return End(word, block, slot, []);
            }

            // One function has one type of result.
            return End(word, block, slot, [expressions.TypedOperand(reader.SlotOf("ret"))]);
        }

        if (reader.TryTake("label"))
        {
            return End(word, block, slot, []) with { Labels = [Label()] };
        }

        reader.Types.Fix(slot, 1, word.Offset);
        var condition = expressions.TypedOperand(slot);
        reader.Expect(",");
        reader.Expect("label");
        var yes = Label();
        reader.Expect(",");
        reader.Expect("label");
        return End(word, block, slot, [condition]) with { Labels = [yes, Label()] };
    }

    private static Instruction End(OptToken word, string block, int slot, ImmutableArray<Operand> operands) =>
        new(word.Offset, NameOf(word.Text, block), slot, word.Text, operands) { Block = block };

    private string Label() => reader.Now.Kind == OptTokenKind.Register
        ? reader.Take().Text[1..]
        : throw reader.Unexpected("a label such as %then");
}

using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Assay.Claims;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// Reads operands and preconditions. Signs bind as in Alive, which is not as in C: <c>* /</c>, then <c>+ -</c>, shifts,
/// <c>&amp;</c>, <c>^</c>, <c>|</c>, then comparisons, <c>!</c>, <c>&amp;&amp;</c>, <c>||</c>.
/// </summary>
internal sealed class ExpressionReader(OptReader reader)
{
    private const int DeepestNesting = 200;

    private static readonly string[][] Levels =
    [
        ["|"], ["^"], ["&"], ["<<", ">>", "u>>"], ["+", "-"], ["*", "/", "/u", "%", "%u"],
    ];

    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">=", "u<", "u<=", "u>", "u>="];

    private int _depth;

    /// <summary>A value for an instruction, with the type that may stand before it.</summary>
    public Operand TypedOperand(int slot)
    {
        reader.TakeType(slot);
        var operand = Value(Level(0));
        reader.Types.Same(slot, operand.Slot, operand.Offset);
        return operand;
    }

    /// <summary>A whole precondition.</summary>
    public Condition Precondition() => Truth(Or());

    private Node Or()
    {
        var left = And();
        while (reader.Now.Is("||"))
        {
            var offset = reader.Take().Offset;
            SkipLines();
            left = new Junction(offset, false, Truth(left), Truth(And()));
        }

        return left;
    }

    private Node And()
    {
        var left = Not();
        while (true)
        {
            // A precondition may go on in the next line, if that begins with a junction.
            if (reader.Now.Kind == OptTokenKind.LineEnd && (reader.Following.Is("&&") || reader.Following.Is("||")))
            {
                reader.Take();
            }

            if (!reader.Now.Is("&&"))
            {
                return left;
            }

            var offset = reader.Take().Offset;
            SkipLines();
            left = new Junction(offset, true, Truth(left), Truth(Not()));
        }
    }

    private void SkipLines() => reader.SkipLineEnds();

    private Node Not()
    {
        var offset = reader.Now.Offset;
        using var nesting = Nest();
        return reader.TryTake("!") ? new Negation(offset, Truth(Not())) : Compared();
    }

    // "a < b < c" means "a < b && b < c".
    private Node Compared()
    {
        var first = Level(0);
        Condition? all = null;
        while (reader.Now.Kind == OptTokenKind.Sign && Comparisons.Contains(reader.Now.Text))
        {
            var sign = reader.Take();
            var left = Constant(first);
            var right = Constant(first = Level(0));
            reader.Types.Same(left.Slot, right.Slot, sign.Offset);
            Condition comparison = new Comparison(sign.Offset, sign.Text, left, right);
            all = all is null ? comparison : new Junction(sign.Offset, true, all, comparison);
        }

        return all ?? first;
    }

    private Node Level(int level)
    {
        if (level == Levels.Length)
        {
            return Prefixed();
        }

        var left = Level(level + 1);
        while (reader.Now.Kind == OptTokenKind.Sign && Levels[level].Contains(reader.Now.Text))
        {
            var sign = reader.Take();
            var (x, y) = (Constant(left), Constant(Level(level + 1)));
            reader.Types.Same(x.Slot, y.Slot, sign.Offset);
            left = new Binary(sign.Offset, x.Slot, sign.Text, x, y);
        }

        return left;
    }

    private Node Prefixed()
    {
        var token = reader.Now;
        if (token.Is("-") && reader.Following.Kind == OptTokenKind.Number)
        {
            reader.Take();
            return Number(token.Offset, -BigInteger.Parse(reader.Take().Text, CultureInfo.InvariantCulture));
        }

        if (!token.Is("-") && !token.Is("~"))
        {
            return Atom();
        }

        reader.Take();
        using var nesting = Nest();
        var of = Constant(Prefixed());
        return new Unary(token.Offset, of.Slot, token.Text, of);
    }

    private Node Atom()
    {
        using var nesting = Nest();
        var token = reader.Now;
        if (reader.TryTake("("))
        {
            var inner = Or();
            reader.Expect(")");
            return inner;
        }

        switch (token.Kind)
        {
            case OptTokenKind.Number:
                return Number(token.Offset, BigInteger.Parse(reader.Take().Text, CultureInfo.InvariantCulture));
            case OptTokenKind.Register:
                reader.Take();
                return new Symbol(token.Offset, reader.SlotOf(token.Text), token.Text);
            case OptTokenKind.Word when reader.Following.Is("("):
                return Called();
            case OptTokenKind.Word:
                return Word();
            default:
                throw reader.Unexpected("a value");
        }
    }

    private Operand Word()
    {
        if (OptTokens.IsConstantName(reader.Now.Text))
        {
            var token = reader.Take();
            return new Symbol(token.Offset, reader.SlotOf(token.Text), token.Text);
        }

        var slot = reader.Types.New();
        var word = reader.Take();
        switch (word.Text)
        {
            case "true" or "false":
                reader.Types.Fix(slot, 1, word.Offset);
                return new Literal(word.Offset, slot, word.Text == "true" ? 1 : 0);
            case "undef" or "poison":
                return new Undefined(word.Offset, slot, word.Text == "poison");
            case "null":
                throw OptReader.Unsupported(word, "null");
            default:
                throw new RewriteException(word.Offset, $"'{word.Text}' is no value.", "Registers begin with %, constants are C, C1, C2, ...");
        }
    }

    private Node Called()
    {
        var name = reader.Take();
        reader.Expect("(");
        var arguments = ImmutableArray.CreateBuilder<Operand>();
        while (!reader.Now.Is(")"))
        {
            arguments.Add(Value(Level(0)));
            if (!reader.TryTake(",") && !reader.Now.Is(")"))
            {
                throw reader.Unexpected("',' or ')'");
            }
        }

        reader.Expect(")");
        return Vocabulary.Named(name, arguments.ToImmutable(), reader.Types);
    }

    private Literal Number(int offset, BigInteger number)
    {
        var slot = reader.Types.New();

        // Alive reads literals as signed numbers that must fit the type, unless the type is written.
        var bits = number.Sign >= 0 ? (int)number.GetBitLength() + 1 : (int)number.GetBitLength();
        if (number.GetBitLength() > TypeRules.Widest)
        {
            throw new RewriteException(offset, $"This number needs more than {TypeRules.Widest} bits.", $"Use at most {TypeRules.Widest} bits.");
        }

        if (!number.IsZero)
        {
            reader.Types.AtLeast(slot, Math.Min(Math.Max(bits, 1), TypeRules.Widest));
        }

        return new Literal(offset, slot, number);
    }

    private Operand Value(Node node) => node as Operand
        ?? throw new RewriteException(node.Offset, "A condition stands where a value is needed.");

    private Operand Constant(Node node) => Value(node) is Symbol { IsRegister: true } register
        ? throw new RewriteException(register.Offset, $"The register {register.Name} stands in an expression.", "Expressions are over constants and functions such as width(%x).")
        : Value(node);

    private static Condition Truth(Node node) => node switch
    {
        Condition condition => condition,
        Literal { Number.IsOne: true } => new Always(node.Offset),
        _ => throw new RewriteException(node.Offset, "A value stands where a condition is needed.", "Compare it, as in C != 0."),
    };

    private Nesting Nest()
    {
        if (++_depth > DeepestNesting)
        {
            throw new RewriteException(reader.Now.Offset, $"Expressions are nested more than {DeepestNesting} levels deep.");
        }

        return new Nesting(this);
    }

    private readonly ref struct Nesting(ExpressionReader expressions)
    {
        public void Dispose() => expressions._depth--;
    }
}

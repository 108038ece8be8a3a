using Assay.Programs.Circuits;
namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>
/// Builds gates with structural hashing: constants propagate, equal gates are built once, and inputs stand in a normal
/// order and polarity (Kuehlmann, Paruthi, Krohm, Ganai, 2002).
/// </summary>
/// <param name="gateOf">What the positive literal of a node computes.</param>
/// <param name="build">The literal of a gate in normal form; called once at most for each call from outside.</param>
internal sealed class GateBuilder(Func<int, Gate> gateOf, Func<Gate, int> build)
{
    /// <summary>The literal of any gate.</summary>
    public int Of(in Gate gate) => gate.Kind switch
    {
        GateKind.And => And(gate.A, gate.B),
        GateKind.Xor => Xor(gate.A, gate.B),
        GateKind.Choice => Choice(gate.A, gate.B, gate.C),
        GateKind.Majority => Majority(gate.A, gate.B, gate.C),
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate.Kind, "An input computes nothing."),
    };

    public int Or(int a, int b) => And(a ^ 1, b ^ 1) ^ 1;

    public int And(int a, int b)
    {
        if (a > b)
        {
            (a, b) = (b, a);
        }

        if (a == Circuit.False || a == (b ^ 1))
        {
            return Circuit.False;
        }

        if (a == Circuit.True || a == b)
        {
            return b;
        }

        return Within(a, b) ?? Within(b, a) ?? build(new Gate(GateKind.And, a, b));
    }

    public int Xor(int a, int b)
    {
        var sign = (a ^ b) & 1;
        (a, b) = (a & ~1, b & ~1);
        if (a > b)
        {
            (a, b) = (b, a);
        }

        if (a == b)
        {
            return sign;
        }

        if (a == Circuit.False)
        {
            return b ^ sign;
        }

        // x ^ (x ^ y) is y.
        var (f, g) = (gateOf(a >> 1), gateOf(b >> 1));
        return g.Kind == GateKind.Xor && g.A == a ? g.B ^ sign
            : g.Kind == GateKind.Xor && g.B == a ? g.A ^ sign
            : f.Kind == GateKind.Xor && f.A == b ? f.B ^ sign
            : f.Kind == GateKind.Xor && f.B == b ? f.A ^ sign
            : build(new Gate(GateKind.Xor, a, b)) ^ sign;
    }

    public int Choice(int condition, int yes, int no)
    {
        if ((condition & 1) == 1)
        {
            (condition, yes, no) = (condition ^ 1, no, yes);
        }

        if (condition == Circuit.False)
        {
            return no;
        }

        if (yes == no)
        {
            return yes;
        }

        if (yes == (no ^ 1))
        {
            return Xor(condition, no);
        }

        if (yes == condition || yes == Circuit.True)
        {
            return Or(condition, no);
        }

        if (yes == (condition ^ 1) || yes == Circuit.False)
        {
            return And(condition ^ 1, no);
        }

        if (no == condition || no == Circuit.False)
        {
            return And(condition, yes);
        }

        if (no == (condition ^ 1) || no == Circuit.True)
        {
            return Or(condition ^ 1, yes);
        }

        // The sign moves out, so that a choice and its negation are one gate.
        var sign = yes & 1;
        return build(new Gate(GateKind.Choice, condition, yes ^ sign, no ^ sign)) ^ sign;
    }

    public int Majority(int a, int b, int c)
    {
        Span<int> inputs = [a, b, c];
        inputs.Sort();
        (a, b, c) = (inputs[0], inputs[1], inputs[2]);
        if (a == Circuit.False)
        {
            return And(b, c);
        }

        if (a == Circuit.True)
        {
            return Or(b, c);
        }

        if (a == b || b == c)
        {
            return b;
        }

        if (a == (b ^ 1))
        {
            return c;
        }

        if (b == (c ^ 1))
        {
            return a;
        }

        // Majority is its own dual.
        var sign = a & 1;
        return build(new Gate(GateKind.Majority, a ^ sign, b ^ sign, c ^ sign)) ^ sign;
    }

    // a and b where b is a conjunction that has a, or excludes it; or the negation of one.
    private int? Within(int a, int b)
    {
        var gate = gateOf(b >> 1);
        if (gate.Kind != GateKind.And)
        {
            return null;
        }

        var isNegated = (b & 1) == 1;
        if (gate.A == a || gate.B == a)
        {
            return isNegated ? And(a, (gate.A == a ? gate.B : gate.A) ^ 1) : b;
        }

        return gate.A == (a ^ 1) || gate.B == (a ^ 1) ? isNegated ? a : Circuit.False : null;
    }
}

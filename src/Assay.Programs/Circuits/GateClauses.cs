namespace Assay.Programs.Circuits;

/// <summary>The clauses that define a gate (Tseitin, 1968), with those that are redundant but let more be propagated.</summary>
internal static class GateClauses
{
    /// <summary>Receives a clause.</summary>
    internal delegate void Taker(ReadOnlySpan<int> clause);

    /// <summary>Calls back with each clause of output = gate. Constants are gone, tautologies left out, no literal stands twice.</summary>
    public static void Of(int output, in Gate gate, Taker take)
    {
        var n = output;
        var (a, b, c) = (gate.A, gate.B, gate.C);
        switch (gate.Kind)
        {
            case GateKind.And:
                Clause(take, n ^ 1, a);
                Clause(take, n ^ 1, b);
                Clause(take, n, a ^ 1, b ^ 1);
                break;
            case GateKind.Xor:
                Clause(take, n ^ 1, a, b);
                Clause(take, n ^ 1, a ^ 1, b ^ 1);
                Clause(take, n, a ^ 1, b);
                Clause(take, n, a, b ^ 1);
                break;
            case GateKind.Choice:
                Clause(take, n ^ 1, a ^ 1, b);
                Clause(take, n, a ^ 1, b ^ 1);
                Clause(take, n ^ 1, a, c);
                Clause(take, n, a, c ^ 1);
                Clause(take, n ^ 1, b, c);
                Clause(take, n, b ^ 1, c ^ 1);
                break;
            case GateKind.Majority:
                Clause(take, n ^ 1, a, b);
                Clause(take, n ^ 1, a, c);
                Clause(take, n ^ 1, b, c);
                Clause(take, n, a ^ 1, b ^ 1);
                Clause(take, n, a ^ 1, c ^ 1);
                Clause(take, n, b ^ 1, c ^ 1);
                break;
        }
    }

    private static void Clause(Taker take, params ReadOnlySpan<int> literals)
    {
        Span<int> kept = stackalloc int[3];
        var count = 0;
        foreach (var literal in literals)
        {
            if (literal == Circuit.True || kept[..count].Contains(literal ^ 1))
            {
                return;
            }

            if (literal != Circuit.False && !kept[..count].Contains(literal))
            {
                kept[count++] = literal;
            }
        }

        take(kept[..count]);
    }
}

using Assay.Programs.Certificates;

namespace Assay.Programs.Circuits;

/// <summary>The clauses of a circuit. The variable of a node is its number.</summary>
internal static class CircuitFormula
{
    public static Cnf Of(Circuit circuit, IReadOnlyList<int> roots)
    {
        var formula = new Cnf();
        var cone = circuit.Cone(roots);
        for (var node = 1; node < circuit.Count; node++)
        {
            if (cone[node])
            {
                GateClauses.Of(2 * node, circuit[node], clause => formula.Add(Numbers(clause)));
            }
        }

        foreach (var root in roots)
        {
            if (root != Circuit.True)
            {
                formula.Add(root == Circuit.False ? [] : Numbers([root]));
            }
        }

        return formula;
    }

    /// <summary>Literals as DIMACS writes them: the variable, below zero when negated.</summary>
    public static int[] Numbers(ReadOnlySpan<int> clause)
    {
        var numbers = new int[clause.Length];
        for (var i = 0; i < clause.Length; i++)
        {
            numbers[i] = (clause[i] & 1) == 0 ? clause[i] >> 1 : -(clause[i] >> 1);
        }

        return numbers;
    }
}

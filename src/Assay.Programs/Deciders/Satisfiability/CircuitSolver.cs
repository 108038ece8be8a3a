using Assay.Programs.Certificates;
using Assay.Programs.Circuits;
namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>
/// Decides whether literals of a circuit can be true together. A first search goes at the clauses as they are; if that
/// takes long, nodes are swept from the inputs up: those that agree on simulated patterns are proved equal one by one and
/// merged (Kuehlmann, Paruthi, Krohm, Ganai, 2002; Mishchenko et al., 2005), and what remains is searched. All of it is
/// logged, so that one DRAT proof refutes the clauses of the circuit as it was given.
/// </summary>
/// <param name="circuit">The circuit.</param>
/// <param name="roots">The literals that have to be true.</param>
/// <param name="words">The inputs of each variable, for patterns of simulation.</param>
/// <param name="poll">Called now and then; true ends the search.</param>
internal sealed class CircuitSolver(Circuit circuit, IReadOnlyList<int> roots, IReadOnlyList<int[]> words, Func<bool> poll)
{
    private const int FirstEffort = 5_000;

    private readonly bool[] _cone = circuit.Cone(roots);
    private bool[]? _model;
    private ProofLog _proof = new();

    public long Conflicts { get; private set; }

    /// <summary>How many nodes were merged with earlier ones.</summary>
    public int Merged { get; private set; }

    /// <summary>Searches until there is an answer, or so much effort was spent (<see cref="SatSolver.Effort"/>).</summary>
    public SatAnswer Solve(long effort)
    {
        var answer = Attempt(new SweepLimits(0, 0), Math.Min(FirstEffort, effort));
        if (answer == SatAnswer.Unknown && effort > FirstEffort && !poll())
        {
            answer = Attempt(SweepLimits.Default, effort - FirstEffort);
        }

        // What cannot be checked is no answer.
        return answer == SatAnswer.Unsatisfiable && _proof.IsFull ? SatAnswer.Unknown : answer;
    }

    /// <summary>The steps that led to the last answer in numbers of DIMACS.</summary>
    public DratProof DratProof()
    {
        var proof = new DratProof();
        _proof.ForEach((isDeletion, clause) => proof.Add(isDeletion, CircuitFormula.Numbers(clause)));
        return proof;
    }

    /// <summary>The value of an input in the model that was found.</summary>
    public bool ValueOf(int literal) => _model is { } model && model[literal >> 1] != ((literal & 1) == 1);

    private SatAnswer Attempt(SweepLimits limits, long effort)
    {
        _proof = new ProofLog();

        // A proof that is too long to keep could not be checked.
        bool IsOver() => _proof.IsFull || poll();
        var solver = new SatSolver(_proof);
        solver.Reserve(circuit.Count);
        var sweep = new Sweep(circuit, _cone, words, solver, _proof, limits, () => solver.Effort >= effort || IsOver());
        if (!sweep.Run(poll))
        {
            return SatAnswer.Unknown;
        }

        foreach (var root in roots)
        {
            var literal = sweep.Representative(root);
            if (literal == Circuit.True)
            {
                continue;
            }

            // The unit stands in the formula; what it was merged with follows by the logged equivalence.
            if (literal != root)
            {
                _proof.Add(literal == Circuit.False ? [] : [literal]);
            }

            if (literal == Circuit.False)
            {
                return SatAnswer.Unsatisfiable;
            }

            solver.Add([literal]);
        }

        var answer = solver.Solve([], sweep.Decidable, Math.Max(0, effort - solver.Effort), IsOver);
        (Conflicts, Merged) = (Conflicts + solver.Conflicts, sweep.Merged);
        if (answer == SatAnswer.Satisfiable)
        {
            _model = [.. Enumerable.Range(0, circuit.Count).Select(node => solver.ValueOf(2 * node) > 0)];
        }

        return answer;
    }
}

/// <summary>How much a sweep may spend.</summary>
/// <param name="Effort">What one pair of nodes may cost; 0 merges by structure only.</param>
/// <param name="Words">Words of patterns at most.</param>
internal sealed record SweepLimits(int Effort, int Words)
{
    public static SweepLimits Default { get; } = new(600, 200);
}

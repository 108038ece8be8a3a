using Assay.Programs.Deciders.External;

namespace Assay.Programs.Tests.Deciders.External;

/// <summary>The solver z3 where it is installed.</summary>
internal static class Z3
{
    public static SolverProgram ProgramOrSkip()
    {
        var program = SolverProgram.Installed().FirstOrDefault(solver => solver.Name == "z3");
        if (program is null)
        {
            Assert.Skip("z3 is not on the PATH.");
        }

        return program;
    }

    public static ExternalSolver OrSkip(params string[] trusted) => new(trusted, [ProgramOrSkip()]);
}

using System.Diagnostics;
using Assay.Programs.Deciders;
using Assay.Programs.Deciders.External;
using Assay.Programs.Terms;
using Assay.TestSupport;

namespace Assay.Programs.Tests.Deciders.External;

public sealed class ExternalSolverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_installed_is_normal()
    {
        var solver = new ExternalSolver([], []);
        Assert.Equal("neither z3 nor cvc5 nor bitwuzla is on the PATH", solver.Refuses(Simple()));
        Assert.False(Assert.IsType<NoAnswer>(solver.Decide(Simple(), Goals.Context())).Applies);
    }

    [Fact]
    public void Solvers_are_found_in_the_folders_of_the_path()
    {
        _folder.Write(OperatingSystem.IsWindows() ? "cvc5.exe" : "cvc5", string.Empty);
        var found = SolverProgram.Installed($"relative{Path.PathSeparator}{_folder.Root}{Path.PathSeparator}{_folder.Root}");
        Assert.Equal("cvc5", Assert.Single(found).Name);
    }

    [Fact]
    public void A_bare_unsat_is_no_proof_unless_trusted()
    {
        var program = Z3.ProgramOrSkip();
        var terms = new TermFactory(simplify: false);
        var x = terms.Variable("x", Sort.BitVector(32));
        var goal = Goals.Of(terms, terms.Not(terms.Equal(terms.Add(x, x), terms.Shl(x, terms.Constant(1, 32)))), true, x);
        var asserted = Assert.IsType<Asserted>(new ExternalSolver(["cvc5"], [program]).Decide(goal, Goals.Context()));
        Assert.Matches(@"^z3 \d+\.\d+", asserted.Solver);
        var proof = Assert.IsType<None>(new ExternalSolver(["z3"], [program]).Decide(goal, Goals.Context()));
        Assert.Equal($"{asserted.Solver} says so; trusted because of --trust", proof.Reason);
    }

    [Theory]
    [InlineData("echo sat; echo '((|x| #x05))'", "5")]
    [InlineData("cat > /dev/null; echo sat; echo '((x (_ bv7 8)))'", "7")]
    [InlineData("echo '; hello'; echo sat; echo '((|x| #b00000011))'; exit 1", "3")]
    public void Models_are_read_whatever_the_style(string script, string value)
    {
        var found = Assert.IsType<Found>(Ask(script));
        Assert.Equal(value, found.Input.Single().Value.Bits.ToString(null, null));
        Assert.False(found.IsSmallest);
    }

    [Theory]
    [InlineData("echo sat; echo '((|x| #x50))'", "z3 gives an input that does not do what was asked for")]
    [InlineData("echo sat; echo '((|y| #x05))'", "z3 says that there is an input, but does not give all of it")]
    [InlineData("echo sat; echo '((|x| #x0'", "z3 says that there is an input, but does not give all of it")]
    [InlineData("echo sat", "z3 says that there is an input, but does not give all of it")]
    [InlineData("echo unknown", "z3 does not know")]
    [InlineData("echo timeout", "z3 did not answer within 10 s")]
    [InlineData("echo 'Segmentation fault' >&2; exit 139", "z3 failed with exit code 139: Segmentation fault")]
    [InlineData("echo '(error \"line 3: no such logic\")'; exit 1", "z3 failed with exit code 1: (error \"line 3: no such logic\")")]
    [InlineData("exit 0", "z3 failed with exit code 0: it said nothing")]
    [InlineData("echo '<html>'; echo unsat", "z3 failed with exit code 0: <html>")]
    [InlineData("echo uns", "z3 failed with exit code 0: uns")]
    [InlineData("kill -9 $$", "z3 failed with exit code 137: it said nothing")]
    public void Crashes_and_garbage_are_no_answer(string script, string said) => Assert.Equal(said, Assert.IsAssignableFrom<NoAnswer>(Ask(script)).Said);

    [Fact]
    public void A_program_that_cannot_start_is_no_answer()
    {
        var solver = new ExternalSolver([], [new SolverProgram("z3", _folder.Write("z3", "no program"))]);
        Assert.StartsWith("z3 did not start: ", Assert.IsType<NoAnswer>(solver.Decide(Simple(), Goals.Context())).Said);
    }

    [Fact]
    public void The_next_solver_is_asked_when_one_fails()
    {
        var solver = new ExternalSolver([], [Fake("z3", "exit 1"), Fake("cvc5", "echo sat; echo '((|x| #x05))'")]);
        Assert.IsType<Found>(solver.Decide(Simple(), Goals.Context()));
    }

    [Fact]
    public void Endless_output_is_cut()
    {
        var said = Assert.IsType<NoAnswer>(Ask("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done")).Said;
        Assert.StartsWith("z3 wrote more than an answer: yyyy", said);
    }

    [Theory]
    [InlineData("sleep 60")]
    [InlineData("sleep 61 & sleep 62")]
    [InlineData("trap '' TERM INT; while :; do sleep 1; done")]
    public void The_deadline_ends_a_solver_that_hangs(string script)
    {
        var watch = Stopwatch.StartNew();
        var said = Assert.IsType<NoAnswer>(Ask(script, Goals.Context(0.3))).Said;
        Assert.Equal("z3 did not answer within 0.3 s", said);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.2, 20);
    }

    [Fact]
    public void Cancelling_is_prompt_and_leaves_no_process()
    {
        var mark = _folder.At("child");
        Prompt.Cancelled(
            TimeSpan.FromMilliseconds(800),
            cancellation => Ask($"sh -c 'echo $$ > {mark}; exec sleep 60' & wait", Goals.Context(60, cancellation)));
        var id = int.Parse(File.ReadAllText(mark), null);
        Assert.True(SpinWait.SpinUntil(() => !IsRunning(id), TimeSpan.FromSeconds(20)), "the solver's own child is still there");
    }

    [Fact]
    public void A_hard_question_to_a_real_solver_is_cancelled_promptly()
    {
        var solver = Z3.OrSkip();
        var terms = new TermFactory();
        var (x, y) = (terms.Variable("x", Sort.BitVector(64)), terms.Variable("y", Sort.BitVector(64)));
        var product = terms.Equal(terms.Mul(terms.ZeroExtend(x, 128), terms.ZeroExtend(y, 128)), terms.Constant((UInt128)18446744073709551557 * 4294967291, 128));
        var goal = Goals.Of(terms, terms.And(product, terms.And(terms.ULt(x, y), terms.ULt(terms.Constant((UInt128)1 << 33, 64), x))), false, x, y);
        Prompt.Cancelled(TimeSpan.FromMilliseconds(500), cancellation => solver.Decide(goal, Goals.Context(60, cancellation)));
    }

    // What was killed may stay in the table of processes until somebody asks how it ended.
    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            var status = $"/proc/{id}/stat";
            return !process.HasExited && !(File.Exists(status) && File.ReadAllText(status).Contains(") Z ", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            return false;
        }
    }

    private static Goal Simple()
    {
        var terms = new TermFactory();
        var x = terms.Variable("x", Sort.BitVector(8));
        return Goals.Of(terms, terms.ULt(x, terms.Constant(10, 8)), false, x);
    }

    private Decision Ask(string script, DecisionContext? context = null) =>
        new ExternalSolver([], [Fake("z3", script)]).Decide(Simple(), context ?? Goals.Context(10));

    private SolverProgram Fake(string name, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins for solvers are shell scripts.");
        var path = _folder.Write(name, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return new SolverProgram(name, path);
    }
}

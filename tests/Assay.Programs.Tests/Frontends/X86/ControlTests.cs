using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.X86;

public sealed class ControlTests
{
    private const string Sum = """
            xor eax, eax
        again:
            add eax, ecx
            dec ecx
            jnz again
            ret
            mov eax, 99
        """;

    [Fact]
    public void Loops_with_a_constant_bound_run_to_their_end() =>
        Assert.Equal([5000050000 - (1L << 32)], Asm.Run(Asm.Read("F(ecx) -> (eax)", Sum), 100_000).Select(sum => (long)sum));

    [Fact]
    public void Loops_whose_bound_varies_are_cut_and_say_so()
    {
        var function = Asm.Read("F(ecx) -> (eax)", Sum);
        var n = Asm.Terms.Variable("n", Sort.BitVector(32));
        var result = function.Execute(Asm.Terms, [n], new ExecutionLimits { Unrollings = 10 });
        Assert.Equal(15, Evaluation.TermEvaluator.Evaluate(result.Value!, _ => Value.Of(5, 32)).Signed);
        Assert.False(Evaluation.TermEvaluator.Evaluate(result.Unfinished, _ => Value.Of(5, 32)).IsTrue);
        Assert.True(Evaluation.TermEvaluator.Evaluate(result.Unfinished, _ => Value.Of(500, 32)).IsTrue);
    }

    [Fact]
    public void Paths_merge_where_they_meet()
    {
        var function = Asm.Read("F(eax, ecx) -> (eax)", "cmp eax, ecx\njl done\nmov eax, ecx\ndone:\nadd eax, 1");
        Term a = Asm.Terms.Variable("a", Sort.BitVector(32)), b = Asm.Terms.Variable("b", Sort.BitVector(32));
        var least = Asm.Terms.Ite(Asm.Terms.SLt(a, b), a, b);
        Assert.Same(Asm.Terms.Add(least, Asm.Int(1)), Asm.Execute(function, a, b).Value);
    }

    [Fact]
    public void A_loop_that_never_ends_has_no_result_and_is_unfinished()
    {
        var result = Asm.Read("F(eax) -> (eax)", "again: jmp again").Execute(Asm.Terms, [Asm.Int(1)], new ExecutionLimits { Steps = new(100) });
        Assert.True(result.Unfinished.IsTrue);
    }

    [Theory]
    [InlineData(7, 0, "DivideByZeroException")]
    [InlineData(int.MinValue, -1, "OverflowException")]
    public void Division_fails_as_it_does_in_CSharp(int dividend, int divisor, string exception)
    {
        var function = Asm.Read("F(eax, ecx) -> (eax, edx)", "cdq\nidiv ecx");
        var fault = Assert.Single(Asm.Execute(function, Asm.Int(dividend), Asm.Int(divisor)).Faults);
        Assert.Equal((exception, "F, line 11", true), (fault.Exception, fault.Where, fault.Condition.IsTrue));
        Assert.Equal([-3, -1], Asm.Run(function, -7, 2));
    }

    [Fact]
    public void A_quotient_that_does_not_fit_is_an_overflow()
    {
        var function = Asm.Read("F(eax, edx, ecx) -> (eax, edx)", "div ecx");
        Assert.Equal("OverflowException", Assert.Single(Asm.Execute(function, Asm.Int(0), Asm.Int(5), Asm.Int(5)).Faults).Exception);
        Assert.Equal([unchecked((int)0xCCCCCCCC), 4], Asm.Run(function, 0, 4, 5));
    }

    [Fact]
    public void A_trace_tells_registers_flags_and_elements()
    {
        List<string> steps = [];
        var limits = new ExecutionLimits
        {
            Trace = (function, place, name, value, type) => steps.Add($"{function} {place} {name} {type} {(value.IsConstant ? value.Value.Bits : "?")}"),
        };
        Asm.Read("F(int[2] rdi, eax) -> (eax)", "add eax, 2 ; two\ncmp eax, 3\nmov [rdi + 4], eax").Execute(Asm.Terms, [Asm.Ints(0, 0), Asm.Int(1)], limits);
        Assert.Equal(
            [
                "F line 10: add eax, 2 eax int 3",
                "F line 11: cmp eax, 3 CF bool 0", "F line 11: cmp eax, 3 ZF bool 1", "F line 11: cmp eax, 3 SF bool 0", "F line 11: cmp eax, 3 OF bool 0",
                "F line 12: mov [rdi + 4], eax rdi[1] int 3",
            ],
            steps);
    }
}

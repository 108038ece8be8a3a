using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.X86;

/// <summary>The kernels of a well-known discussion about sorting three numbers.</summary>
public sealed class KernelTests
{
    private const string Signature = "Sort3(eax, ecx, edx) -> (eax, ecx, edx)";

    private const string ConditionalMoves = """
        mov   ebx, ecx
        cmp   edx, ecx
        cmovg ebx, edx
        cmovg edx, ecx
        mov   esi, edx
        cmp   eax, edx
        cmovle esi, eax
        cmovg edx, eax
        mov   eax, esi
        mov   ecx, ebx
        cmp   edx, ebx
        cmovg ecx, edx
        cmovg edx, ebx
        xchg  ecx, edx
        """;

    private const string MinMax = """
        movdqa xmm3, xmm0
        pminsd xmm0, xmm1
        pmaxsd xmm1, xmm3
        movdqa xmm3, xmm1
        pminsd xmm1, xmm2
        pmaxsd xmm2, xmm3
        movdqa xmm3, xmm0
        pminsd xmm0, xmm1
        pmaxsd xmm1, xmm3
        """;

    [Fact]
    public void Kernels_sort_all_inputs_over_three_values()
    {
        var moves = Asm.Read(Signature, ConditionalMoves);
        var vectors = Asm.Read("Sort3(xmm0, xmm1, xmm2) -> (xmm0, xmm1, xmm2)", MinMax);
        for (var i = 0; i < 27; i++)
        {
            int[] input = [i / 9, i / 3 % 3, i % 3];
            Assert.Equal(input.Order(), Asm.Run(moves, input));
            Assert.Equal(input.Order(), Asm.Run(vectors, input));
        }
    }

    [Fact]
    public void The_shortened_kernel_fails_on_the_known_counterexample()
    {
        const string Short = """
            mov   esi, eax
            cmp   eax, edx
            cmovg eax, edx
            cmovl edx, esi
            """;
        var full = Asm.Read("Pair(eax, edx) -> (eax, edx)", Short.Replace("cmovl", "cmovge", StringComparison.Ordinal));
        var wrong = Asm.Read("Pair(eax, edx) -> (eax, edx)", Short);
        Assert.Equal([5, 7], Asm.Run(full, 7, 5));
        Assert.Equal([5, 5], Asm.Run(wrong, 7, 5));
    }

    [Fact]
    public void A_comparison_is_seen_as_one_by_whoever_decides()
    {
        var terms = Asm.Terms;
        Term a = terms.Variable("a", Sort.BitVector(32)), b = terms.Variable("b", Sort.BitVector(32));
        var least = Asm.Read("Least(eax, ecx) -> (eax)", "cmp eax, ecx\ncmovg eax, ecx");
        Assert.Same(terms.Ite(terms.SLt(b, a), b, a), Asm.Execute(least, a, b).Value);
        var negative = Asm.Read("F(eax) -> (al)", "test eax, eax\nsetl al");
        Assert.Same(terms.FromBool(terms.SLt(a, terms.Constant(0, 32)), 8), Asm.Execute(negative, a).Value);
    }
}

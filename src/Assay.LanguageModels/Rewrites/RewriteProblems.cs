namespace Assay.LanguageModels.Rewrites;

/// <summary>The problems that come with Assay: each has a shorter answer, and one that is nearly right.</summary>
internal static class RewriteProblems
{
    /// <summary>Assembly functions.</summary>
    public static IReadOnlyList<RewriteProblem> Kernels { get; } =
    [
        Kernel("sort3-known-pair", ["ebx <= ecx"], """
            ; Sort3(eax, ebx, ecx) -> (eax, ebx, ecx)
            mov edx, ebx
            cmp ebx, ecx
            cmovg ebx, ecx
            cmovg ecx, edx
            mov edx, eax
            cmp eax, ebx
            cmovg eax, ebx
            cmovg ebx, edx
            mov edx, ebx
            cmp ebx, ecx
            cmovg ebx, ecx
            cmovg ecx, edx
            """),
        Kernel("max3-known-pair", ["eax <= ebx"], """
            ; Max3(eax, ebx, ecx) -> (eax)
            cmp eax, ebx
            cmovl eax, ebx
            cmp eax, ecx
            cmovl eax, ecx
            """),
        Kernel("swap", [], """
            ; Swap(eax, ebx) -> (eax, ebx)
            mov ecx, eax
            mov eax, ebx
            mov ebx, ecx
            """),
        Kernel("clamp-byte", ["eax >= 0"], """
            ; Clamp(eax) -> (eax)
            xor ecx, ecx
            cmp eax, ecx
            cmovl eax, ecx
            mov ecx, 255
            cmp eax, ecx
            cmovg eax, ecx
            """),
        Kernel("halve-even", ["(eax & 1) == 0"], """
            ; Half(eax) -> (eax)
            mov ecx, eax
            shr ecx, 31
            add eax, ecx
            sar eax, 1
            """),
        Kernel("average-positive", ["eax >= 0", "ecx >= 0"], """
            ; Average(eax, ecx) -> (eax)
            movsxd rax, eax
            movsxd rcx, ecx
            add rax, rcx
            sar rax, 1
            """),
        Kernel("absolute", [], """
            ; Abs(eax) -> (eax)
            mov ecx, eax
            sar ecx, 31
            xor eax, ecx
            sub eax, ecx
            """),
        Kernel("rotate-byte", [], """
            ; Rotate(eax) -> (eax)
            mov ecx, eax
            shl eax, 8
            shr ecx, 24
            or eax, ecx
            """),
    ];

    /// <summary>C# methods.</summary>
    public static IReadOnlyList<RewriteProblem> Functions { get; } =
    [
        Function("remainder-8", [], """
            static int Remainder(int x)
            {
                int r = x % 8;
                if (r < 0)
                    r = r + 8;
                return r;
            }
            """),
        Function("power-of-two", [], """
            static bool IsPowerOfTwo(int x)
            {
                int ones = 0;
                for (int i = 0; i < 32; i++)
                    ones += (x >> i) & 1;
                return ones == 1;
            }
            """),
        Function("clamp-low", ["x <= 255"], """
            static int Clamp(int x)
            {
                if (x < 0)
                    return 0;
                if (x > 255)
                    return 255;
                return x;
            }
            """),
        Function("sign", [], """
            static int Sign(int x)
            {
                if (x > 0)
                    return 1;
                if (x < 0)
                    return -1;
                return 0;
            }
            """),
        Function("midpoint", ["0 <= a", "a <= b"], """
            static int Midpoint(int a, int b)
            {
                return a / 2 + b / 2 + (a % 2 + b % 2) / 2;
            }
            """),
        Function("saturating-add", ["a >= 0", "b >= 0"], """
            static int Add(int a, int b)
            {
                long sum = (long)a + b;
                if (sum > int.MaxValue)
                    return int.MaxValue;
                if (sum < int.MinValue)
                    return int.MinValue;
                return (int)sum;
            }
            """),
        Function("exchange", [], """
            static (int, int) Exchange(int a, int b)
            {
                a = a ^ b;
                b = a ^ b;
                a = a ^ b;
                return (a, b);
            }
            """),
        Function("largest-known-pair", ["a <= b"], """
            static int Largest(int a, int b, int c)
            {
                if (a >= b && a >= c)
                    return a;
                if (b >= c)
                    return b;
                return c;
            }
            """),
        Function("lowest-bit", [], """
            static int LowestBit(int x)
            {
                for (int i = 0; i < 32; i++)
                {
                    if (((x >> i) & 1) != 0)
                        return 1 << i;
                }
                return 0;
            }
            """),
        Function("same-sign", [], """
            static bool SameSign(int a, int b)
            {
                return (a >= 0 && b >= 0) || (a < 0 && b < 0);
            }
            """),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RewriteProblem> All { get; } = [.. Kernels, .. Functions];

    private static RewriteProblem Kernel(string name, string[] assumptions, string text) => Known(KernelProblem.Of(name, name, text, assumptions).Problem);

    private static RewriteProblem Function(string name, string[] assumptions, string text) => Known(FunctionProblem.Of(name, name, text, assumptions).Problem);

    private static RewriteProblem Known(RewriteProblem? problem) => problem ?? throw new InvalidOperationException("A problem of Assay's own can't be read.");
}

namespace Assay.LanguageModels.Tests.Rewrites;

/// <summary>For each built-in problem a shorter answer, and one that is right under a stronger assumption only, or nearly.</summary>
internal static class KnownRewrites
{
    public static IReadOnlyDictionary<string, (string Right, string NearlyRight)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["sort3-known-pair"] = (
            "mov edx, eax\ncmp eax, ebx\ncmovg eax, ebx\ncmovg ebx, edx\nmov edx, ebx\ncmp ebx, ecx\ncmovg ebx, ecx\ncmovg ecx, edx",
            "mov edx, eax\ncmp eax, ebx\ncmovg eax, ebx\ncmovg ebx, edx"),
        ["max3-known-pair"] = ("mov eax, ebx\ncmp eax, ecx\ncmovl eax, ecx", "cmp eax, ecx\ncmovl eax, ecx"),
        ["swap"] = ("xchg eax, ebx", "mov eax, ebx\nmov ebx, eax"),
        ["clamp-byte"] = ("mov ecx, 255\ncmp eax, ecx\ncmovg eax, ecx", "and eax, 255"),
        ["halve-even"] = ("sar eax, 1", "shr eax, 1"),
        ["average-positive"] = ("add eax, ecx\nshr eax, 1", "add eax, ecx\nsar eax, 1"),
        ["absolute"] = ("mov ecx, eax\nneg eax\ncmovs eax, ecx", "neg eax"),
        ["rotate-byte"] = ("rol eax, 8", "shl eax, 8"),
        ["remainder-8"] = ("static int Remainder(int x) => x & 7;", "static int Remainder(int x) => x % 8;"),
        ["power-of-two"] = (
            "static bool IsPowerOfTwo(int x) => x != 0 && (x & (x - 1)) == 0;",
            "static bool IsPowerOfTwo(int x) => (x & (x - 1)) == 0;"),
        ["clamp-low"] = ("static int Clamp(int x) => x < 0 ? 0 : x;", "static int Clamp(int x) => x & 255;"),
        ["sign"] = ("static int Sign(int x) => Math.Sign(x);", "static int Sign(int x) => (x >> 31) | 1;"),
        ["midpoint"] = ("static int Midpoint(int a, int b) => a + (b - a) / 2;", "static int Midpoint(int a, int b) => (a + b) / 2;"),
        ["saturating-add"] = (
            "static int Add(int a, int b) => (int)Math.Min((long)a + b, int.MaxValue);",
            "static int Add(int a, int b) => a + b;"),
        ["exchange"] = ("static (int, int) Exchange(int a, int b) => (b, a);", "static (int, int) Exchange(int a, int b) { a = b; b = a; return (a, b); }"),
        ["largest-known-pair"] = ("static int Largest(int a, int b, int c) => Math.Max(b, c);", "static int Largest(int a, int b, int c) => c;"),
        ["lowest-bit"] = ("static int LowestBit(int x) => x & -x;", "static int LowestBit(int x) => x ^ (x - 1);"),
        ["same-sign"] = ("static bool SameSign(int a, int b) => (a ^ b) >= 0;", "static bool SameSign(int a, int b) => (a ^ b) > 0;"),
    };
}

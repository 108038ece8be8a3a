using System.Globalization;
using Assay.Claims;
using Assay.Claims.Code;
using Assay.Programs.Synthesis.Shortening;
using Assay.Running;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Synthesis;

public class ShortenerTests
{
    // Enough on a busy machine too.
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("int F(int x) => x & (x - 1)", 2)]
    [InlineData("int F(int x) => x < 0 ? -x : x", 3)]
    [InlineData("int F(int x) => x", 0)]
    [InlineData("int F(int x) => x - x + 1", 0)]
    [InlineData("int F(int x) => -x - 1", 1)]
    [InlineData("bool F(int x) => x < 0", 1)]
    [InlineData("bool F(bool p, bool q) => p && q", 1)]
    [InlineData("bool F(uint x) => x != 0 && (x & (x - 1)) == 0", 3)]
    [InlineData("byte F(int x) => (byte)(x & 0xFF)", 0)]
    [InlineData("byte F(byte x) => (byte)~(~x + 1)", 1)]
    [InlineData("sbyte F(sbyte x) => (sbyte)((x >> 7) ^ x)", 2)]
    [InlineData("ushort F(ushort x) => (ushort)(x << 3 >> 3)", 0)]
    [InlineData("long F(int x) => x * 2L", 1)]
    [InlineData("ulong F(ulong x, ulong y) => (x | y) - (x & y)", 1)]
    [InlineData("int F(int x, int y) => (x & y) + (x | y)", 1)]
    [InlineData("int F(int x) { var s = 0; for (var i = 0; i < 3; i++) s += x; return s - x - x; }", 0)]
    [InlineData("char F(char c) => (char)(c | 32)", 1)]
    [InlineData("uint F(uint x) => x >> 31 != 0 ? uint.MaxValue : 0", 1)]
    [InlineData("ushort F(ushort x, int n) => (ushort)(x >> n)", 1)]
    public void Shortest_lengths_are_known(string code, int length)
    {
        var answer = Answer(code);

        Assert.True(answer.IsShortest, Text(answer));
        Assert.Equal(length, answer.Shortest!.Length);
        Assert.NotEmpty(answer.Tests);
    }

    [Theory]
    [InlineData("int F(int x) => x < 0 ? -x : x", "x >= 0", 0)]
    [InlineData("int F(int x, int y) => x > y ? x : y", "x > y", 0)]
    [InlineData("int F(int x) => x * x", "x == 0 || x == 1", 0)]
    [InlineData("uint F(uint x) => x / 2 * 2", "x % 2 == 0", 0)]
    [InlineData("int F(int x, int d) => x / d", "d == 1 || d == -1 && x == 0", 0)]
    public void What_is_assumed_makes_it_shorter(string code, string assumption, int length)
    {
        var answer = Answer(code, assumption);

        Assert.True(answer.IsShortest, Text(answer));
        Assert.Equal(length, answer.Shortest!.Length);
    }

    // Random small functions: the text is read and proved by the front end, so an answer that came out at all is right.
    [Fact]
    public void What_is_found_is_never_longer_than_what_was_given() => Gen.Select(Gen.Int[0, 7], Gen.Int[0, 1 << 20]).Sample(
        (type, seed) =>
        {
            var random = new Random(seed);
            var name = new[] { "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong" }[type];
            string[] leaves = ["x", "y", "1"];
            string Leaf() => random.GetItems(leaves, 1)[0];
            string Step(string a) => random.Next(7) switch
            {
                0 => $"({a} + {Leaf()})",
                1 => $"({Leaf()} - {a})",
                2 => $"({a} & {Leaf()})",
                3 => $"({a} ^ {Leaf()})",
                4 => $"(~{a})",
                5 => $"({a} >> 1)",
                _ => $"({a} | {Leaf()})",
            };
            var answer = Answer($"{name} F({name} x, {name} y) => ({name})(({name}){Step("x")} ^ {Step("y")})");
            Assert.True(answer.IsShortest && answer.Shortest!.Length <= 3, Text(answer));
        },
        iter: Rounds.Of(30),
        threads: 1);

    [Theory]
    [InlineData("int F(double x) => (int)x", "The parameter 'x' is of type double.")]
    [InlineData("int F(int[] x) => x[0]", "The array 'x' of 'F' has no length.")]
    [InlineData("int F(uint n) { var s = 0; for (uint i = 0; i < n; i++) s += 3; return s; }", "It has a loop whose end depends on the input.")]
    [InlineData("int F(int x, int y) => x / y", "It may throw DivideByZeroException.")]
    [InlineData("(int, int) F(int x) => (x, x)", "It has several results.")]
    [InlineData("string F(int x) => x.ToString()", "The result is of type string.")]
    [InlineData("Int128 F(Int128 x) => x", "The parameter 'x' is of type Int128.")]
    public void What_cannot_be_used_is_refused_with_a_reason(string code, string message)
    {
        var problems = Refused(new ShortenRequest(Function(code)));

        Assert.Contains(message, problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_checked()
    {
        var function = Function("int F(int x) => x");

        Assert.Contains("Did you mean 'xor'?", Assert.Single(Refused(new ShortenRequest(function) { Instructions = "add,xorr" })).ToString(), StringComparison.Ordinal);
        Assert.Contains("'many' is no number of 32 bits.", Assert.Single(Refused(new ShortenRequest(function) { Constants = "1,many" })).ToString(), StringComparison.Ordinal);
        Assert.Contains("is no number of 32 bits", Assert.Single(Refused(new ShortenRequest(function) { Constants = "0x100000000" })).ToString(), StringComparison.Ordinal);
        Assert.Contains("registers to spare", Assert.Single(Refused(new ShortenRequest(function) { Spare = 1 })).ToString(), StringComparison.Ordinal);
        Assert.Contains("No input meets the assumptions.", Assert.Single(Refused(new ShortenRequest(function) { Assumptions = [Assumption("x < 0 && x > 0")] })).ToString(), StringComparison.Ordinal);
        Assert.Contains("An assumption may throw.", Assert.Single(Refused(new ShortenRequest(function) { Assumptions = [Assumption("1 / x > 0")] })).ToString(), StringComparison.Ordinal);
        Assert.Contains("CS0103", Assert.Single(Refused(new ShortenRequest(function) { Assumptions = [Assumption("z > 0")] })).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_that_is_too_small_excludes_nothing()
    {
        var answer = (Shortened)Run(new ShortenRequest(Function("uint F(uint x) => uint.PopCount(x)")) { Time = TimeSpan.FromMilliseconds(1) });

        Assert.False(answer.IsComplete);
        Assert.Null(answer.Shortest);
    }

    // The product is that number for one input only, which no sample meets; a decider has to find it.
    [Fact]
    public void An_input_that_no_sample_meets_becomes_a_test()
    {
        var answer = (Shortened)Run(new ShortenRequest(Function("uint F(uint x) => x * 0x9E3779B9 == 0x12345678 ? x + 1 : x")) { MaxLength = 0 });

        Assert.Null(answer.Shortest);
        Assert.Equal(1, answer.NothingBelow);
        Assert.Equal(25, answer.Tests.Count);
        var input = uint.Parse(answer.Tests[^1].Input["x = ".Length..], CultureInfo.InvariantCulture);
        Assert.Equal(0x12345678u, unchecked(input * 0x9E3779B9));
    }

    // To show that it is not x after all, one would have to factor the number, which is the product of two primes.
    [Fact]
    public void What_nobody_can_decide_is_a_candidate_and_nothing_longer_is_called_shortest()
    {
        var answer = (Shortened)Run(new ShortenRequest(Function("uint F(uint x, uint y) => (ulong)x * y == 8539734250799242291 ? x + 1 : x"))
        {
            Time = TimeSpan.FromSeconds(3),
            MaxLength = 1,
        });

        Assert.False(answer.IsShortest, Text(answer));
        Assert.Contains(answer.Candidates, candidate => candidate.Text.Contains("=> x;", StringComparison.Ordinal));
        Assert.Equal(0, answer.NothingBelow);
    }

    [Fact]
    public void The_greatest_length_is_obeyed()
    {
        var answer = (Shortened)Run(new ShortenRequest(Function("uint F(uint x) => uint.PopCount(x)")) { MaxLength = 2 });

        Assert.True(answer.IsComplete);
        Assert.Equal(3, answer.NothingBelow);
        Assert.Equal([0, 1, 2], answer.Levels.Select(level => level.Length));
    }

    [Fact]
    public void Cancelling_is_prompt()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(1500));
        Assert.ThrowsAny<OperationCanceledException>(() => Shortener.Run(
            new ShortenRequest(Function("uint F(uint x, uint y, uint z) => uint.PopCount(x) * y + z")) { Time = TimeSpan.FromMinutes(5) }, new Progress<ProgressReport>(), source.Token));
    }

    [Theory]
    [InlineData("F(eax, ebx) -> (eax, ebx)", "mov ecx, eax\nmov eax, ebx\nmov ebx, ecx", "mov", 1, 3)]
    [InlineData("F(rax, rbx) -> (rax, rbx)", "xchg rax, rbx", "xor", 0, 3)]
    [InlineData("F(ax) -> (ax)", "neg ax\nnot ax", "wide", 0, 1)]
    [InlineData("F(al, bl) -> (al)", "xor al, bl\nxor al, bl", "alu", 0, 0)]
    [InlineData("F(eax) -> (edx)", "mov edx, eax\nshl edx, 1", "mov,add", 0, 2)]
    [InlineData("F(eax) -> (eax)", "mov edx, eax\nneg edx\ntest eax, eax\ncmovl eax, edx", "alu", 1, 4)]
    public void Assembly_is_shortened(string signature, string code, string instructions, int spare, int length)
    {
        var answer = (Shortened)Run(new ShortenRequest(Assembly(signature, code)) { Instructions = instructions, Spare = spare });

        Assert.True(answer.IsShortest, Text(answer));
        Assert.Equal(length, answer.Shortest!.Length);
    }

    [Fact]
    public void What_no_program_can_do_is_said_to_be_impossible()
    {
        var answer = (Shortened)Run(new ShortenRequest(Assembly("F(eax, ebx) -> (eax, ebx)", "xchg eax, ebx")) { Instructions = "mov" });

        Assert.True(answer is { IsImpossible: true, IsComplete: true, Shortest: null });
    }

    [Fact]
    public void What_a_register_held_may_be_read_as_long_as_no_result_depends_on_it()
    {
        var answer = (Shortened)Run(new ShortenRequest(Assembly("F(eax, ebx) -> (eax)", "cmp eax, ebx\ncmovl ecx, eax\ncmovl eax, ecx")));

        Assert.True(answer.IsShortest, Text(answer));
        Assert.Equal(0, answer.Shortest!.Length);
    }

    [Theory]
    [InlineData("F(eax) -> (eax)", "add eax, edx", "depends on a value that nothing defines")]
    [InlineData("F(eax, ebx) -> (eax)", "cmp eax, ebx\ncmovl ecx, eax\ncmovge eax, ecx", "depends on a value that nothing defines")]
    [InlineData("F(eax, rbx) -> (eax)", "add eax, ebx", "'long rbx' is none of several general registers of one width.")]
    [InlineData("F(int[2] rdi) -> (eax)", "mov eax, [rdi]", "is of type int[]")]
    [InlineData("F(eax) -> (eax)", "frobnicate eax", "frobnicate")]
    public void Assembly_that_cannot_be_used_is_refused(string signature, string code, string message) =>
        Assert.Contains(message, string.Join(' ', Refused(new ShortenRequest(Assembly(signature, code)))), StringComparison.Ordinal);

    private static FunctionFile Function(string code)
    {
        var text = ClaimText.Of($"internal static {code}{(code.EndsWith('}') ? "" : ";")}", new Place("f.cs", 1, 1));
        return new FunctionFile("F", new CodeBlock("csharp", ClaimText.Of("", text.Start), text));
    }

    private static FunctionFile Assembly(string signature, string code)
    {
        var text = new ClaimText(code, [.. code.Split('\n').Select((_, line) => new Place("f.asm", line + 2, 1))]);
        return new FunctionFile("F", new CodeBlock("asm", ClaimText.Of(signature, new Place("f.asm", 1, 3)), text));
    }

    private static ClaimText Assumption(string text) => ClaimText.Of(text, Place.Whole("--assume"));

    private static Shortened Answer(string code, params string[] assumptions) => Run(new ShortenRequest(Function(code)) { Assumptions = [.. assumptions.Select(Assumption)], Time = Patient }) switch
    {
        Shortened shortened => shortened,
        ShortenRefused refused => throw new InvalidOperationException(string.Join(' ', refused.Problems)),
        var other => throw new InvalidOperationException($"{other}"),
    };

    private static IReadOnlyList<Problem> Refused(ShortenRequest request) => ((ShortenRefused)Run(request)).Problems;

    private static ShortenAnswer Run(ShortenRequest request) => Shortener.Run(request, new Progress<ProgressReport>(), TestContext.Current.CancellationToken);

    private static string Text(Shortened answer) =>
        $"{answer.Shortest?.Text} nothing below {answer.NothingBelow} {string.Join(' ', answer.Candidates)} {string.Join(' ', answer.Levels)}";
}

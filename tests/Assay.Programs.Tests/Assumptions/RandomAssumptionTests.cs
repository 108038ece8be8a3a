using System.Globalization;
using System.Text;
using Assay.Programs.Tests.Frontends.CSharp;
using Assay.Programs.Tests.Questions;
using Assay.Running;
using Assay.Statistics;
using Assay.TestSupport;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Assumptions;

/// <summary>What is printed for random claims, compiled and run by .NET on every input: an oracle without terms, deciders or searches.</summary>
public sealed class RandomAssumptionTests
{
    private static readonly int Claims = Rounds.Of(30);

    [Fact]
    public void What_is_printed_is_true_of_every_input()
    {
        var statements = Enumerable.Range(0, Claims).Select(i => new StatementWriter((ulong)i).Write()).ToList();
        var document = new StringBuilder();
        for (var i = 0; i < Claims; i++)
        {
            document.Append(CultureInfo.InvariantCulture, $"```claim s{i}\nfor-all: {Type(i)} a, {Type(i)} b\nclaim: {statements[i]}\nfind: weakest assumption\n```\n\n");
        }

        var (settlements, _) = Documents.Check(document.ToString());
        List<(string Statement, string Type, Finding Finding)> found = [.. Enumerable.Range(0, Claims)
            .Select(i => (statements[i], Type(i), Assert.IsType<Answered>(settlements[$"s{i}"]).Verdict.Finding))
            .Where(row => row.Finding is not null).Select(row => (row.Item1, row.Item2, row.Finding!))];
        using var compiled = new CompiledText(string.Join('\n', found.Select((row, i) =>
            $"static bool S{i}({row.Type} a, {row.Type} b) => {row.Statement}; static bool F{i}({row.Type} a, {row.Type} b) => {(row.Finding.Text == "none" ? "false" : row.Finding.Text)};")));
        for (var i = 0; i < found.Count; i++)
        {
            var row = found[i];
            var wrong = row.Type == "sbyte"
                ? Wrong(compiled.Runnable($"S{i}").CreateDelegate<Func<sbyte, sbyte, bool>>(), compiled.Runnable($"F{i}").CreateDelegate<Func<sbyte, sbyte, bool>>(), -128, x => (sbyte)x, Findings.IsExact(row.Finding))
                : Wrong(compiled.Runnable($"S{i}").CreateDelegate<Func<byte, byte, bool>>(), compiled.Runnable($"F{i}").CreateDelegate<Func<byte, byte, bool>>(), 0, x => (byte)x, Findings.IsExact(row.Finding));
            Assert.True(wrong is null, $"{row.Statement}: {row.Finding.What} {row.Finding.Text} on {wrong}");
        }

        // The test means something only when much is found, and of each kind.
        var exact = found.Count(row => Findings.IsExact(row.Finding) && row.Finding.Text is not ("none" or "true"));
        var sufficient = found.Count(row => !Findings.IsExact(row.Finding));
        Assert.True(exact >= 5 && sufficient >= 3, $"{exact} exact, {sufficient} sufficient, {found.Count} found");
    }

    private static string Type(int i) => i % 2 == 0 ? "sbyte" : "byte";

    private static string? Wrong<T>(Func<T, T, bool> statement, Func<T, T, bool> formula, int least, Func<int, T> convert, bool isExact)
    {
        for (var a = least; a < least + 256; a++)
        {
            for (var b = least; b < least + 256; b++)
            {
                var (holds, says) = (Holds(statement, convert(a), convert(b)), formula(convert(a), convert(b)));
                if (says && !holds || isExact && holds && !says)
                {
                    return $"a = {a}, b = {b}";
                }
            }
        }

        return null;
    }

    private static bool Holds<T>(Func<T, T, bool> statement, T a, T b)
    {
        try
        {
            return statement(a, b);
        }
        catch (ArithmeticException)
        {
            return false;
        }
    }

    /// <summary>Writes random statements over two bytes that some inputs make false.</summary>
    private sealed class StatementWriter(ulong seed)
    {
        private readonly Philox _random = new(seed, purpose: 78);

        public string Write() => _random.Below(6) switch
        {
            0 => $"{Number(1)} < {Number(1)}",
            1 => $"{Number(1)} <= {Number(1)} || {Number(1)} == {Number(0)}",
            2 => $"(sbyte)({Number(1)}) == {Number(1)}",
            3 => $"checked((byte)({Number(1)})) >= a",
            4 => $"{Number(1)} / b <= {Number(1)}",
            _ => $"({Number(1)}) % 4 == 0 && {Number(1)} < {Number(1)}",
        };

        private string Number(int depth)
        {
            if (depth == 0)
            {
                return _random.Below(5) switch { 0 or 1 => "a", 2 or 3 => "b", _ => $"({_random.Below(40) - 10} + (b & 0))" };
            }

            var (x, y) = (Number(depth - 1), Number(depth - 1));
            return _random.Below(10) switch
            {
                0 => $"({x} + {y})",
                1 => $"({x} - {y})",
                2 => $"({x} & {y})",
                3 => $"({x} ^ {y})",
                4 => $"({x} >> 1)",
                5 => $"(byte)({x} + {y})",
                6 => $"Math.Max({x}, {y})",
                7 => $"({x} < {y} ? {y} : a)",
                8 => $"(sbyte)({x} - {y})",
                _ => x,
            };
        }
    }
}

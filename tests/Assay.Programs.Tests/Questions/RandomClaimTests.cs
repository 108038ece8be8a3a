using System.Globalization;
using System.Text;
using Assay.Programs.Tests.Frontends.CSharp;
using Assay.Running;
using Assay.Statistics;
using Assay.TestSupport;
using Assay.Verdicts;
using Outcome = Assay.Verdicts.Outcome;

namespace Assay.Programs.Tests.Questions;

/// <summary>Whole claims, from their text to the verdict, against compiled .NET on every input.</summary>
public sealed class RandomClaimTests
{
    private static readonly int Claims = Rounds.Of(80);

    [Fact]
    public void Verdicts_agree_with_NET_on_every_input()
    {
        var statements = Enumerable.Range(0, Claims).Select(i => new StatementWriter((ulong)i).Write()).ToList();
        using var compiled = new CompiledText(string.Join('\n', statements.Select((text, i) => $"static bool S{i}(sbyte a, sbyte b) => {text};")));
        var document = new StringBuilder();
        for (var i = 0; i < Claims; i++)
        {
            document.Append(CultureInfo.InvariantCulture, $"```claim s{i}\nfor-all: sbyte a, sbyte b\nclaim: {statements[i]}\n```\n\n");
        }

        var (settlements, _) = Documents.Check(document.ToString());
        var outcomes = new Dictionary<Outcome, int>();
        for (var i = 0; i < Claims; i++)
        {
            var run = compiled.Runnable($"S{i}").CreateDelegate<Func<sbyte, sbyte, bool>>();
            var expected = Smallest(run);
            var verdict = Assert.IsType<Answered>(settlements[$"s{i}"]).Verdict;
            var actual = verdict switch
            {
                Proved => null,
                Refuted refuted => Documents.Inputs(refuted.Counterexample),
                _ => "undecided",
            };
            Assert.True(expected == actual, $"{statements[i]}: expected {expected ?? "proved"}, got {actual ?? "proved"}");
            outcomes[verdict.Outcome] = outcomes.GetValueOrDefault(verdict.Outcome) + 1;
        }

        // The test means something only when both outcomes occur.
        Assert.True(outcomes[Outcome.Proved] >= 10 && outcomes[Outcome.Refuted] >= 20, string.Join(", ", outcomes));
    }

    // The order of inputs in words of its own: independent of the code under test.
    private static string? Smallest(Func<sbyte, sbyte, bool> run)
    {
        var failing =
            from a in Enumerable.Range(-128, 256)
            from b in Enumerable.Range(-128, 256)
            where !Holds(run, (sbyte)a, (sbyte)b)
            orderby a < 0 || b < 0, Math.Max(Math.Abs(a), Math.Abs(b)), Math.Abs(a) + Math.Abs(b), Math.Abs(a), a < 0, Math.Abs(b), b < 0
            select $"a = {a}, b = {b}";
        return failing.FirstOrDefault();
    }

    private static bool Holds(Func<sbyte, sbyte, bool> run, sbyte a, sbyte b)
    {
        try
        {
            return run(a, b);
        }
        catch (ArithmeticException)
        {
            return false;
        }
    }

    /// <summary>Writes random statements over two bytes; about a third of them true.</summary>
    private sealed class StatementWriter(ulong seed)
    {
        private readonly Philox _random = new(seed, purpose: 77);

        public string Write()
        {
            var (left, right) = (Number(2), Number(2));
            return _random.Below(6) switch
            {
                0 => $"({left}) + ({right}) == ({right}) + ({left})",
                1 => $"({left}) <= ({right}) || ({left}) > ({right})",
                2 => $"(sbyte)(({left}) - ({right})) == (sbyte)-(({right}) - ({left}))",
                3 => $"({left}) < ({right})",
                4 => $"({left}) != {_random.Below(300)}",
                _ => $"({left}) == ({right}) || a >= {_random.Below(100)} || b < {_random.Below(50) - 25}",
            };
        }

        private string Number(int depth)
        {
            if (depth == 0)
            {
                return _random.Below(4) switch { 0 => "a", 1 => "b", 2 => "(a ^ b)", _ => $"({_random.Below(40) - 20} + (b & 0))" };
            }

            var (x, y) = (Number(depth - 1), Number(depth - 1));
            return _random.Below(12) switch
            {
                0 => $"({x} + {y})",
                1 => $"({x} - {y})",
                2 => $"({x} * {y})",
                3 => $"({x} & {y})",
                4 => $"({x} | {y})",
                5 => $"(sbyte)({x} ^ {y})",
                6 => $"({x} >> 1)",
                7 => $"(byte)({x} << 2)",
                8 => $"Math.Max({x}, {y})",
                9 => $"({x} < {y} ? {y} : a)",
                10 => $"checked((short)({x} * 3))",
                _ => $"({x} / ({y} | 1))",
            };
        }
    }
}

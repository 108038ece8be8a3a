using Assay.Programs.Tests.Frontends.CSharp.Random;
using Assay.TestSupport;
using Microsoft.CodeAnalysis;

namespace Assay.Programs.Tests.Frontends.CSharp;

/// <summary>
/// Random programs against compiled .NET. ASSAY_RANDOM_SEED chooses other programs, ASSAY_RANDOM_BATCHES runs more of them.
/// </summary>
public sealed class DifferentialTests
{
    private static readonly int MethodsInBatch = Rounds.Of(60);
    private const int InputsOfMethod = 24;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, Setting("ASSAY_RANDOM_BATCHES", 8))];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Random_programs_do_what_compiled_programs_do(int batch)
    {
        var seed = (ulong)Setting("ASSAY_RANDOM_SEED", 1);
        var dice = new Dice((uint)batch, seed);
        List<(string Name, string Text, string[] Parameters)> methods = [];
        for (var i = 0; i < MethodsInBatch; i++)
        {
            var (text, parameters) = MethodWriter.Write($"F{i}", dice);
            methods.Add(($"F{i}", text, parameters));
        }

        using var compiled = new CompiledText(
            LibraryCalls.Helpers + string.Concat(methods.Select(method => method.Text)),
            batch % 2 == 0 ? OptimizationLevel.Debug : OptimizationLevel.Release);
        List<string> wrong = [];
        foreach (var (name, text, parameters) in methods)
        {
            Compare(compiled, name, text, parameters, dice, wrong);
        }

        var kinds = wrong.Select(text => text[..text.IndexOf('\n', StringComparison.Ordinal)]).Distinct();
        Assert.True(wrong.Count == 0, $"{wrong.Count} disagreements:\n{string.Join("\n", kinds)}\n{wrong.MinBy(text => text.Length)}");
    }

    private static void Compare(CompiledText compiled, string name, string text, string[] parameters, Dice dice, List<string> wrong)
    {
        object[][] inputs = [.. Enumerable.Range(0, InputsOfMethod).Select(_ =>
            parameters.Select(type => Numbers.Argument(type, dice)).ToArray())];
        var (definition, runnable) = (compiled.Definition(name), compiled.Runnable(name));
        Func<object[], string> unfolded;
        try
        {
            unfolded = Outcome.Unfold(compiled.Read, definition, inputs[0]);
        }
        catch (Exception e)
        {
            wrong.Add($"{e.GetType().Name}: {e.Message}\n{text}");
            return;
        }

        foreach (var input in inputs)
        {
            var actual = Outcome.Run(runnable, input);
            var interpreted = Outcome.Interpret(compiled.Read, definition, input);
            var evaluated = unfolded(input);
            if (actual != interpreted || actual != evaluated)
            {
                wrong.Add($"{name}({string.Join(", ", input)}) is {actual}; interpreted {interpreted}; unfolded {evaluated}\n{text}");
                return;
            }
        }
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), null, out var value) ? value : usual;
}

using Assay.Claims;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.X86;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.X86;

/// <summary>Reads and runs assembly in tests. The block stands in lines 10 and following of a file, two columns in.</summary>
internal static class Asm
{
    public static readonly TermFactory Terms = new();

    public static AsmFunction Read(string signature, string code)
    {
        List<Problem> problems = [];
        var function = AsmFunction.Parse(Block(signature, code), problems);
        Assert.Empty(problems);
        return function!;
    }

    public static List<string> Problems(string signature, string code)
    {
        List<Problem> problems = [];
        Assert.Null(AsmFunction.Parse(Block(signature, code), problems));
        return [.. problems.Select(problem => problem.ToString())];
    }

    /// <summary>Runs a function that takes and gives ints.</summary>
    public static int[] Run(AsmFunction function, params int[] arguments)
    {
        var result = function.Execute(Terms, [.. arguments.Select(argument => Terms.Constant(argument, 32))], new ExecutionLimits());
        Assert.Empty(result.Faults);
        Assert.True(result.Unfinished.IsFalse);
        return Numbers(result.Value!);
    }

    public static int[] Numbers(Term value) =>
        value.Sort.IsScalar ? [(int)value.Value.Signed] : [.. value.Args.SelectMany(Numbers)];

    public static Term Int(int value) => Terms.Constant(value, 32);

    public static Term Ints(params int[] values) => Terms.Array(values.Select(Int));

    public static ExecutionResult Execute(AsmFunction function, params Term[] arguments) =>
        function.Execute(Terms, arguments, new ExecutionLimits());

    /// <summary>The names of the unknown values in a term.</summary>
    public static List<string?> Unknowns(Term term) =>
        [.. Evaluation.TermOrder.Of([term]).Where(part => part.Role == VariableRole.Unknown).Select(part => part.Name).Order()];

    private static CodeBlock Block(string signature, string code)
    {
        var lines = code.Split('\n');
        return new CodeBlock(
            "asm",
            ClaimText.Of(signature, new Place("kernel.md", 9, 8)),
            new ClaimText(code, [.. lines.Select((_, i) => new Place("kernel.md", 10 + i, 3))]));
    }
}

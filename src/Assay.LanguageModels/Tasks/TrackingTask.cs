namespace Assay.LanguageModels.Tasks;

/// <summary>An instance with its twin: the same program, but that two other variables change in place of the one that is asked for.</summary>
/// <param name="Shape">How hard it is.</param>
/// <param name="Seed">Of which it was made.</param>
/// <param name="Program">The program.</param>
/// <param name="Twin">The twin, of as many statements of the same kinds.</param>
internal sealed record TrackingTask(TaskShape Shape, ulong Seed, TrackingProgram Program, TrackingProgram Twin)
{
    /// <summary>What whoever never looks beyond the first mention answers: the first number that the variable that is asked for was given.</summary>
    public static int FirstValue(TrackingProgram program) => program.Steps.OfType<Put>().First(put => put.Target == program.Asked).Value;

    /// <summary>What whoever repeats the beginning answers: the first number that is written down.</summary>
    public static int FirstLiteral(TrackingProgram program) => Literals(program).First();

    /// <summary>What whoever repeats the end answers: the last number that is written down anywhere.</summary>
    public static int LastLiteral(TrackingProgram program) => Literals(program).Last();

    /// <summary>All numbers that are written down, in their order.</summary>
    public static IEnumerable<int> Literals(TrackingProgram program) => Literals(program.Steps);

    private static IEnumerable<int> Literals(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        Put put => [put.Value],
        Inner inner => Literals(inner.Body),
        _ => [],
    });
}

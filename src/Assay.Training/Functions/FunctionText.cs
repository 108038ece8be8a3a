using Assay.Claims;
using Assay.Statistics;

namespace Assay.Training.Functions;

/// <summary>Reads functions such as <c>rastrigin(10)</c>.</summary>
internal static class FunctionText
{
    private const int Largest = 1000;
    private const ulong Purpose = 0xF0C7_0001;

    private static readonly string[] Names = ["rastrigin", "rosenbrock", "quadratic", "factorization", "phase", "suite"];

    /// <summary>The function of each seed.</summary>
    /// <exception cref="TrainingException">There is none of this name, or its arguments are wrong.</exception>
    public static Func<ulong, TestFunction> Read(CallText call)
    {
        switch (call.Name)
        {
            case "rastrigin":
                call.AllowOnly(1);
                var rastrigin = new Rastrigin(Size(call, 0));
                return _ => rastrigin;
            case "rosenbrock":
                call.AllowOnly(1);
                var rosenbrock = new Rosenbrock(Math.Max(2, Size(call, 0)));
                return _ => rosenbrock;
            case "quadratic":
                call.AllowOnly(1, "condition");
                var quadratic = new Quadratic(Size(call, 0), call.Number("condition", 100, 1, 1e12));
                return _ => quadratic;
            case "factorization":
                call.AllowOnly(1, "rank");
                var (rows, rank) = (Size(call, 0), call.Whole("rank", 2, 1, 50));
                return seed => new Factorization(rows, rank, new Philox(seed, Purpose));
            case "phase":
                call.AllowOnly(1, "samples");
                var size = Size(call, 0);
                var samples = call.Whole("samples", 8 * size, 1, 100_000);
                return seed => new PhaseRetrieval(size, samples, new Philox(seed, Purpose));
            case "suite":
                call.AllowOnly(0);
                return Suite;
            default:
                throw call.Unknown("function", Names);
        }
    }

    // Five kinds in turn, each of another size or condition.
    private static TestFunction Suite(ulong seed)
    {
        var random = new Philox(seed, Purpose);
        var size = 5 + random.Below(20);
        return (seed % 5) switch
        {
            0 => new Quadratic(size, 10),
            1 => new Quadratic(size, 1000),
            2 => new Rosenbrock(2 + random.Below(2)),
            3 => new Factorization(size, 2, random),
            _ => new PhaseRetrieval(size, 10 * size, random),
        };
    }

    private static int Size(CallText call, int index) => call.Positional.Count > index ? call.Positional[index].Whole(1, Largest)
        : throw new TrainingException(new Problem(call.Place, $"'{call.Name}' needs its size.", $"For example: {call.Name}(10)"));
}

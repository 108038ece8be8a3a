using System.Diagnostics;
using System.Globalization;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Rows;

namespace Assay.Bench;

/// <summary>Products of Hessians against PyTorch's double backward pass, in turns, on one thread, on the same numbers in floats.</summary>
internal static class GeometryTable
{
    private const int Samples = 1797;
    private const int Block = 16;
    private const int Rounds = 60;
    private const int Turn = 4;
    private const double BlockGoal = 1.5;

    public static void Write(TextWriter output)
    {
        using var peer = PythonPeer.TryStart("geometry.py", versions: 1);
        output.WriteLine($"{MatrixTable.Processor()}; {peer?.Versions[0]}, one thread, floats");
        output.WriteLine();
        output.WriteLine("| work on 64-32-10, all 1,797 digits | Assay min, ms | peer min, ms | peer / Assay | goal | met |\n|---|---|---|---|---|---|");
        var network = Network.Mlp(ActivationKind.Relu, 64, 32, 10);
        var size = network.ParameterCount;
        var (theta, directions, results) = (Numbers(size, 10, 0.2), Numbers(Block * size, 20, 1), new float[Block * size]);
        var (gradient, lanes) = (new float[size], Filled(isInRows: false));
        var rows = Filled(isInRows: true);
        var engine = Engine<Lanes, float>.Of(network, Samples);
        var (one, block) = (RowCurvature.TryCreate(network), new BlockCurvature<Lanes, float>(network, Block));
        var single = new BlockCurvature<Lanes, float>(network, 1);
        void Single()
        {
            if (one is not null)
            {
                one.Product(theta, directions.AsSpan(0, size), results.AsSpan(0, size), rows);
            }
            else
            {
                single.Products(theta, directions.AsSpan(0, size), results.AsSpan(0, size), lanes, isGaussNewton: false);
            }
        }

        void Many() => block.Products(theta, directions, results, lanes, isGaussNewton: false);
        void Dense()
        {
            var units = new float[Block * size];
            for (var first = 0; first < size; first += Block)
            {
                Array.Clear(units);
                var count = Math.Min(Block, size - first);
                for (var i = 0; i < count; i++)
                {
                    units[(i * size) + first + i] = 1;
                }

                block.Products(theta, units.AsSpan(0, count * size), results.AsSpan(0, count * size), lanes, isGaussNewton: false);
            }
        }

        Single();
        Row(output, peer, "product of the Hessian and a vector", "hvp", 4, Single, Rounds, results.Take(size).Sum(x => (double)x * x));
        Row(output, peer, "dense Hessian, 2,410 by 2,410", "dense", 2.5, Dense, 3, null);
        var (slope, many) = (Least(() => engine.Gradient(theta, gradient, rows), Rounds), Least(Many, Rounds) / Block);
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A block of {Block} products takes {many:0.000} ms each, {many / slope:0.00} gradients of {slope:0.000} ms; goal {BlockGoal}: {(many <= BlockGoal * slope ? "yes" : "no")}"));
    }

    private static void Row(TextWriter output, PythonPeer? peer, string name, string job, double goal, Action work, int rounds, double? expected)
    {
        // The compiler has to see the work for a while.
        var (own, theirs) = (Least(work, Turn), double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            own = Math.Min(own, Once(work, rounds > Turn ? Turn : 1));
            if (peer?.Run(job, "1") is not { } answer)
            {
                continue;
            }

            theirs = Math.Min(theirs, answer.Milliseconds);
            if (expected is { } square && Math.Abs(double.Parse(answer.Answer, CultureInfo.InvariantCulture) - square) > 1e-3 * square)
            {
                throw new InvalidOperationException($"{name}: the product's squared length is {square}, and {answer.Answer} by the peer.");
            }
        }

        output.WriteLine(peer is null ? string.Create(CultureInfo.InvariantCulture, $"| {name} | {own:0.000} | skipped: not installed | | {goal} | |")
            : string.Create(CultureInfo.InvariantCulture, $"| {name} | {own:0.000} | {theirs:0.000} | {theirs / own:0.00} | {goal} | {(theirs / own >= goal ? "yes" : "no")} |"));
        output.Flush();
    }

    private static double Least(Action work, int times)
    {
        for (var clock = Stopwatch.StartNew(); times > 1 && clock.ElapsedMilliseconds < 1000;)
        {
            work();
        }

        return Once(work, times);
    }

    // The least of a few, one right after another, since the peer has emptied the caches.
    private static double Once(Action work, int times)
    {
        var best = double.MaxValue;
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }

    private static Batch<Lanes, float> Filled(bool isInRows)
    {
        var batch = new Batch<Lanes, float>(Samples, 64, 1) { AreLabels = true, IsInRows = isInRows };
        batch.Fill(Numbers(Samples * 64, 1, 1), [.. Enumerable.Range(0, Samples).Select(sample => (float)(sample % 10))], [.. Enumerable.Range(0, Samples)]);
        return batch;
    }

    private static float[] Numbers(int count, int seed, double scale) =>
        [.. Enumerable.Range(0, count).Select(i => (float)((((uint)((i + (7919L * seed)) * 2654435761) >> 8) / (double)(1 << 24) - 0.5) * scale))];
}

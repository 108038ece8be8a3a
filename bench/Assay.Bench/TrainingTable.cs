using System.Globalization;
using Assay.Training.Networks;

namespace Assay.Bench;

/// <summary>Steps of training against PyTorch's, in turns, on one thread; then how near they come to what the processor can do.</summary>
internal static class TrainingTable
{
    private const int Digits = 1797;
    private const double ShareOfPeak = 0.75;
    private const double TwoThreads = 1.8;

    public static void Write(TextWriter output)
    {
        using var peer = TrainingPeer.TryStart();
        output.WriteLine($"{MatrixTable.Processor()}; {Environment.ProcessorCount} cores; {peer?.Version}, one thread");
        output.WriteLine();
        output.WriteLine(TrainingRow.Header);
        var small = Network.Mlp(ActivationKind.Relu, 64, 32, 10);
        var population = new TrainingWork(small, members: 64, samples: 32, isGathered: true);
        var full = new TrainingWork(small, members: 1, samples: Digits, isGathered: false);
        new TrainingRow("64 networks 64-32-10, batches of 32", "loop over modules and optimisers", "modules", 40, population).Write(output, peer);
        new TrainingRow("the same", "loop over functions", "loop", 20, population).Write(output, peer);
        new TrainingRow("the same", "stacked, bmm", "bmm", 5, population).Write(output, peer);
        var allDigits = new TrainingRow("64-32-10, all 1,797 digits", "autograd", "full", 4, full);
        allDigits.Write(output, peer);
        var wide = new TrainingWork(Network.Mlp(ActivationKind.Relu, 784, 512, 512, 10), members: 1, samples: 128, isGathered: false);
        new TrainingRow("784-512-512-10, batch of 128", "autograd", "wide", 1, wide).Write(output, peer);
        foreach (var size in new[] { 8, 28 })
        {
            var images = new TrainingWork(TrainingWork.Images(size), members: 1, samples: 128, isGathered: false);
            new TrainingRow($"convolutions 1-8-16, {size}x{size} pixels, batch of 128", "autograd", $"cnn{size}", 1.5, images).Write(output, peer);
        }

        output.WriteLine();
        WriteShare(output, allDigits);
        WriteScaling(output, small);
    }

    // Products and sums of the way forward, of the gradient of weights, and of that of what is hidden.
    private static void WriteShare(TextWriter output, TrainingRow row)
    {
        const double Operations = 2.0 * Digits * ((2 * 64 * 32) + (3 * 32 * 10));
        var (milliseconds, peak) = row.BesidePeak();
        var speed = Operations / milliseconds / 1e6;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"All digits: {speed:0} of {peak:0} GF/s, {100 * speed / peak:0} % of the peak of one core; goal {100 * ShareOfPeak:0} %: {(speed >= ShareOfPeak * peak ? "yes" : "no")}"));
    }

    private static void WriteScaling(TextWriter output, Network network)
    {
        // In turns, so that one of each is undisturbed.
        const int Turns = 10;
        const int Rounds = 800;
        var work = new TrainingWork(network, members: 8, samples: Digits, isGathered: false);
        var (one, two) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var turn = 0; turn < Turns; turn++)
        {
            (one, two) = (Math.Min(one, work.Together(threads: 1, Rounds)), Math.Min(two, work.Together(threads: 2, Rounds)));
        }

        var ratio = one / two;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"8 networks, all digits: {one:0.00} ms on one thread, {two:0.00} ms on two, {ratio:0.00} times faster; goal {TwoThreads}: {(ratio >= TwoThreads ? "yes" : "no")}"));
    }
}

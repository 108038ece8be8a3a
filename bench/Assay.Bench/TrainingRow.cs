using System.Diagnostics;
using System.Globalization;

namespace Assay.Bench;

/// <summary>Steps of training that Assay and a peer take in turns.</summary>
/// <param name="Name">What is trained.</param>
/// <param name="PeerName">How the peer does it.</param>
/// <param name="Job">What the peer is asked for.</param>
/// <param name="Goal">How many times faster Assay should be.</param>
/// <param name="Work">What Assay does.</param>
internal sealed record TrainingRow(string Name, string PeerName, string Job, double Goal, TrainingWork Work)
{
    public const string Header = "| step | Assay min, ms | median | peer | min, ms | median | peer / Assay | goal | met |\n|---|---|---|---|---|---|---|---|---|";

    private const int Rounds = 100;

    // Short, so that some turn is not disturbed by other work; beside the peak, where no peer has its turns, shorter and more of them.
    private const double TurnMilliseconds = 3;
    private const int RoundsBesidePeak = 3000;
    private const double TurnBesidePeak = 1;

    /// <summary>Measures round by round and writes the row.</summary>
    public void Write(TextWriter output, TrainingPeer? peer)
    {
        var work = Work.Steps();
        Warm(work);
        var ownSteps = StepsAtOnce(Timed(work, 1));
        var theirSteps = peer is null ? 0 : StepsAtOnce(First(peer));
        List<double> own = [], theirs = [];
        for (var round = 0; round < Rounds; round++)
        {
            // A turn that does not count comes before each that does: the other side has had the caches, and the processor its pause.
            work(ownSteps);
            own.Add(Timed(work, ownSteps));
            if (peer is not null)
            {
                _ = peer.Run(Job, theirSteps);
                theirs.Add(peer.Run(Job, theirSteps).Milliseconds);
            }
        }

        output.WriteLine(Text(own, theirs));
        output.Flush();
    }

    /// <summary>The least milliseconds of a step, and the most that the core did of what it can do at most, in 10^9 operations a second: in turns, since the clock of a processor moves.</summary>
    public (double Milliseconds, double Peak) BesidePeak()
    {
        var work = Work.Steps();
        Warm(work);
        var steps = StepsAtOnce(Timed(work, 1), TurnBesidePeak);
        var (least, peak) = (double.MaxValue, 0.0);
        for (var round = 0; round < RoundsBesidePeak; round++)
        {
            least = Math.Min(least, Timed(work, steps));
            peak = Math.Max(peak, PeakLoop.Measure());
        }

        return (least, peak);
    }

    /// <summary>Lets the compiler see the work, and gives it time to compile it anew.</summary>
    private static void Warm(Action<int> work)
    {
        for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < 1500;)
        {
            work(1);
        }
    }

    /// <summary>The milliseconds of one of so many steps.</summary>
    private static double Timed(Action<int> work, int steps)
    {
        var start = Stopwatch.GetTimestamp();
        work(steps);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / steps;
    }

    private static int StepsAtOnce(double milliseconds, double turn = TurnMilliseconds) => Math.Max(1, (int)(turn / milliseconds));

    // Both sides have to compute the same thing.
    private double First(TrainingPeer peer)
    {
        _ = peer.Run(Job, 3);
        var (milliseconds, loss) = peer.Run(Job, 3);
        return Math.Abs(loss - Work.First) < 1e-5 ? milliseconds
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{Name}: the first loss is {Work.First}, and {loss} by {PeerName}."));
    }

    private string Text(List<double> own, List<double> theirs)
    {
        if (theirs.Count == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"| {Name} | {own.Min():0.000} | {Median(own):0.000} | {PeerName} | skipped: not installed | | | {Goal:0.###} | |");
        }

        var ratio = theirs.Min() / own.Min();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Name} | {own.Min():0.000} | {Median(own):0.000} | {PeerName} | {theirs.Min():0.000} | {Median(theirs):0.000} | {ratio:0.00} | {Goal:0.###} | {(ratio >= Goal ? "yes" : "no")} |");
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}

using System.Diagnostics;
using System.Globalization;
using Assay.Matrices.Kernels;

namespace Assay.Bench;

/// <summary>One piece of work that Assay and a peer do in turns.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Job">What the peer is asked for.</param>
/// <param name="PeerName">The function of the peer.</param>
/// <param name="Matrix">What it is done to.</param>
/// <param name="Goal">The most times the peer's time that Assay may take.</param>
/// <param name="Own">Does it; tells what the peer's answer should be, or what else is to be known.</param>
/// <param name="Twice">Both sides do it twice in each turn, and the second time counts: the threads of both have just worked then, and the other side's have gone to sleep.</param>
internal sealed record MatrixRow(string Work, string Job, string PeerName, Dense Matrix, double Goal, Func<string> Own, bool Twice = false)
{
    public const string Header = "| work | Assay min, ms | median | peer | min, ms | median | Assay / peer | goal | met |\n|---|---|---|---|---|---|---|---|---|";

    private const int MostRounds = 21;
    private const int LeastRounds = 3;
    private const double MostMilliseconds = 15_000;

    /// <summary>Measures round by round and writes the row.</summary>
    public void Write(TextWriter output, MatrixPeer? peer)
    {
        var path = Path.GetTempFileName();
        try
        {
            var hasPeer = peer?.Has(Job) == true;
            if (hasPeer)
            {
                MatrixData.Write(path, Matrix);
            }

            // Warm: the compiler has seen both sides at work.
            var note = Own();
            _ = Own();
            List<double> own = [], theirs = [];
            for (var round = 0; round < LeastRounds || (round < MostRounds && own.Sum() + theirs.Sum() < MostMilliseconds); round++)
            {
                if (Twice)
                {
                    _ = Own();
                }

                var clock = Stopwatch.StartNew();
                _ = Own();
                own.Add(clock.Elapsed.TotalMilliseconds);
                if (hasPeer)
                {
                    if (Twice)
                    {
                        _ = peer!.Run(Job, path);
                    }

                    var (milliseconds, answer) = peer!.Run(Job, path);
                    theirs.Add(milliseconds);
                    Check(note, answer);
                }
            }

            output.WriteLine(Text(note, own, theirs));
            output.Flush();
        }
        finally
        {
            File.Delete(path);
        }
    }

    // The exact answers of both have to be the same.
    private void Check(string note, string answer)
    {
        if (note.StartsWith('=') && note[1..] != answer)
        {
            throw new InvalidOperationException($"{Work}: Assay says {note[1..]}, {PeerName} says {answer}.");
        }
    }

    private string Text(string note, List<double> own, List<double> theirs)
    {
        var work = note.Length == 0 || note.StartsWith('=') ? Work : $"{Work}, {note}";
        if (theirs.Count == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"| {work} | {own.Min():0.0} | {Median(own):0.0} | {PeerName} | skipped: not installed | | | {Goal:0.###} | |");
        }

        var ratio = own.Min() / theirs.Min();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {work} | {own.Min():0.0} | {Median(own):0.0} | {PeerName} | {theirs.Min():0.0} | {Median(theirs):0.0} | {ratio:0.000} | {Goal:0.###} | {(ratio <= Goal ? "yes" : "no")} |");
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}

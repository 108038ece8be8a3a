using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Assay.Trials;

namespace Assay.TrialHost;

/// <summary>Trials that are made to be measured, or to break what runs them.</summary>
public static class TestTrials
{
    /// <summary>A worker and a coordinator of this build.</summary>
    public static TrialKinds Kinds { get; } = new($"test|{typeof(TestTrials).Module.ModuleVersionId}|{TrialBuild.Processor}", [new Kind("wait", Wait), new Kind("large", Large), new Kind("overflow", Overflow), new Kind("hog", Hog), new Kind("deaf", Deaf), new Kind("throw", Throw), new Kind("once", Once), new Kind("end-worker", EndWorker)]);

    /// <summary>Waits for so many milliseconds and answers the hash of the number.</summary>
    public static Trial Waiting(int number, int milliseconds) => new("wait", Encoding.UTF8.GetBytes($"{number} {milliseconds}"));

    /// <summary>What a coordinator says of the results of so many of these, from a number on.</summary>
    public static string HashOfWaiting(int first, int count) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Enumerable.Range(first, count).SelectMany(number => Wait($"{number} 0", CancellationToken.None))]));

    /// <summary>A trial of a kind.</summary>
    public static Trial Of(string kind, string input) => new(kind, Encoding.UTF8.GetBytes(input));

    private static byte[] Wait(string input, CancellationToken cancellation)
    {
        var words = input.Split(' ');
        if (int.Parse(words[1]) is > 0 and var milliseconds)
            cancellation.WaitHandle.WaitOne(milliseconds);
        cancellation.ThrowIfCancellationRequested();
        return SHA256.HashData(Encoding.UTF8.GetBytes(words[0]))[..8];
    }

    private static byte[] Large(string input, CancellationToken cancellation)
    {
        var bytes = new byte[int.Parse(input)];
        for (var i = 0; i + 4 <= bytes.Length; i += 4)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i), i * 7919);
        return bytes;
    }

    private static byte[] Overflow(string input, CancellationToken cancellation) => [(byte)Deep(1)];

    private static long Deep(long depth) => depth + Deep(depth + 1) + (Deep(depth + 2) % 3);

    private static byte[] Hog(string input, CancellationToken cancellation)
    {
        var kept = new List<byte[]>();
        while (!cancellation.IsCancellationRequested)
        {
            var more = new byte[8 << 20];
            more.AsSpan().Fill(1);
            kept.Add(more);
        }

        return [(byte)kept.Count];
    }

    private static byte[] Deaf(string input, CancellationToken cancellation)
    {
        while (true)
            Thread.Sleep(100);
    }

    private static byte[] Throw(string input, CancellationToken cancellation) => throw new InvalidOperationException(input);

    // Leaves a mark in a file for each time it runs, which no honest trial does.
    private static byte[] Once(string input, CancellationToken cancellation)
    {
        File.AppendAllText(input, "x");
        cancellation.WaitHandle.WaitOne(20_000);
        cancellation.ThrowIfCancellationRequested();
        return [1];
    }

    // Takes the worker down with it, as a system may that runs out of memory.
    private static byte[] EndWorker(string input, CancellationToken cancellation)
    {
        var status = File.ReadAllText("/proc/self/stat");
        using var worker = System.Diagnostics.Process.GetProcessById(int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1]));
        worker.Kill();
        return [];
    }

    private sealed class Kind(string name, Func<string, CancellationToken, byte[]> run) : ITrialKind
    {
        public string Name => name;

        public byte[] Run(ReadOnlyMemory<byte> input, CancellationToken cancellation) => run(Encoding.UTF8.GetString(input.Span), cancellation);
    }
}

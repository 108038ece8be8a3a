using System.Collections.Concurrent;
using System.Text;
using Assay.Processes;
using Assay.Running;
using Assay.Trials;

namespace Assay.Cluster.Children;

/// <summary>Does trials that a worker hands over, one at a time, in a process of its own: what exhausts its stack or its memory takes nothing else down.</summary>
/// <param name="kinds">What it can do.</param>
/// <param name="input">Where frames come from.</param>
/// <param name="output">Where frames go.</param>
internal sealed class TrialHost(TrialKinds kinds, Stream input, Stream output)
{
    private readonly BlockingCollection<byte[]> _requests = [];
    private Action _cancel = () => { };

    /// <summary>Serves until there are no more frames; what is going on then is left behind.</summary>
    public static void Run(TrialKinds kinds)
    {
        OutOfMemoryExit.Arm();
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();

        // Standard output holds nothing but frames.
        Console.SetOut(Console.Error);
        new TrialHost(kinds, input, output).Serve();
    }

    private void Serve()
    {
        new Thread(Work, BigStack.Bytes) { IsBackground = true, Name = "assay trial" }.Start();
        while (Frame.ReadAsync(input, CancellationToken.None).AsTask().GetAwaiter().GetResult() is var (kind, body))
        {
            if (kind == FrameKind.Run)
                _requests.Add(body);
            else if (kind == FrameKind.Cancel)
                Volatile.Read(ref _cancel)();
        }
    }

    private void Work()
    {
        foreach (var kind in kinds.All)
            kind.WarmUp();
        Say(FrameKind.Ready, Encoding.UTF8.GetBytes(kinds.Build));
        foreach (var request in _requests.GetConsumingEnumerable())
        {
            var (kind, data) = Frame.Split(request);
            Answer(kind, data);
        }
    }

    private void Answer(string kind, ReadOnlyMemory<byte> data)
    {
        var own = new CancellationTokenSource();
        Volatile.Write(ref _cancel, own.Cancel);
        try
        {
            switch (kinds.Run(kind, data, own.Token))
            {
                case Completed completed:
                    Say(FrameKind.Done, completed.Result);
                    break;
                case SetAside aside:
                    Say(FrameKind.Aside, Frame.Pair(aside.Reason, aside.Log));
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            Say(FrameKind.Cancelled);
        }
    }

    private void Say(FrameKind kind, ReadOnlyMemory<byte> body = default)
    {
        output.Write(Frame.Write(kind, body));
        output.Flush();
    }
}

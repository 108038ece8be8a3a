using Assay.Programs.Deciders.Exhaustion;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench;

/// <summary>One chunk of 2^18 inputs: the generated loop against the peer.</summary>
[InProcess]
public class ChunkBenchmarks
{
    private Peer? _peer;
    private Peer.Chunk _peerChunk = null!;
    private CompiledSearch _generated = null!;
    private uint _start;

    [Params("clear lowest bit", "popcount", "divide by 7")]
    public string Body { get; set; } = string.Empty;

    [GlobalSetup]
    public void Prepare()
    {
        var body = Assay.Bench.Body.All.Single(body => body.Name == Body);
        _peer = Peer.TryBuild() ?? throw new InvalidOperationException("The peer needs gcc.");
        _peerChunk = _peer.Function(body.Symbol);
        _generated = Generated.Of(body);
    }

    [GlobalCleanup]
    public void Finish()
    {
        _generated.Dispose();
        _peer?.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = 1 << Generated.ChunkBits)]
    public int Gcc() => _peerChunk(_start += 1u << Generated.ChunkBits, 1u << Generated.ChunkBits);

    [Benchmark(OperationsPerInvoke = 1 << Generated.ChunkBits)]
    public bool GeneratedByAssay() => _generated.Search(_start += 1u << Generated.ChunkBits).Reached;
}

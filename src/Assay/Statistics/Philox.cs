namespace Assay.Statistics;

/// <summary>
/// Counter-based random numbers: Philox4x32 with ten rounds (Salmon, Moraes, Dror and Shaw, 2011). The same seed,
/// purpose and index give the same number on every machine, in whatever order the numbers are asked for.
/// </summary>
/// <param name="seed">The seed of the run.</param>
/// <param name="purpose">What the numbers are for; different purposes give independent streams.</param>
public sealed class Philox(ulong seed, ulong purpose)
{
    private const int Rounds = 10;

    private ulong _index;
    private (ulong First, ulong Second) _block;
    private bool _hasSecond;

    /// <summary>The next 64 random bits of the stream.</summary>
    public ulong Next()
    {
        if (_hasSecond)
        {
            _hasSecond = false;
            return _block.Second;
        }

        _block = At(_index++);
        _hasSecond = true;
        return _block.First;
    }

    /// <summary>A number below <paramref name="bound"/>; the bias is below bound / 2^64.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number between 0 and 1 with 53 bits, never one of the two.</summary>
    public double NextUnit() => ((Next() >> 11) + 0.5) / (1UL << 53);

    /// <summary>A standard normal number.</summary>
    public double NextNormal() => NormalQuantile.Of(NextUnit());

    /// <summary>The block of 128 random bits with this index.</summary>
    public (ulong First, ulong Second) At(ulong index)
    {
        var counter = Block((uint)index, (uint)(index >> 32), (uint)purpose, (uint)(purpose >> 32), (uint)seed, (uint)(seed >> 32));
        return (counter.A | ((ulong)counter.B << 32), counter.C | ((ulong)counter.D << 32));
    }

    /// <summary>One block of the generator, as its authors define it.</summary>
    internal static (uint A, uint B, uint C, uint D) Block(uint a, uint b, uint c, uint d, uint key0, uint key1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (low0, low1) = (0xD2511F53UL * a, 0xCD9E8D57UL * c);
            (a, b, c, d) = ((uint)(low1 >> 32) ^ b ^ key0, (uint)low1, (uint)(low0 >> 32) ^ d ^ key1, (uint)low0);
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }

        return (a, b, c, d);
    }
}

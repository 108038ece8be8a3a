using CsCheck;

namespace Assay.Programs.Tests.Frontends.CSharp.Random;

/// <summary>A repeatable source of choices.</summary>
internal sealed class Dice(uint stream, ulong seed)
{
    private readonly PCG _random = new(stream, seed);

    public int Below(int limit) => (int)_random.Next((uint)limit);

    public bool OneIn(int n) => Below(n) == 0;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public ulong Bits() => _random.Next64();
}

using System.Numerics;

namespace Assay.Training.Passes;

/// <summary>Counts of samples, exact as long as there are fewer than 2^24 of a lane.</summary>
internal struct Hits<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    /// <summary>None yet.</summary>
    public Hits() => (Correct, Counted) = (T.Of(0), T.Of(0));

    /// <summary>Samples whose greatest output is where it should be.</summary>
    public T Correct { get; private set; }

    /// <summary>All samples that weigh something.</summary>
    public T Counted { get; private set; }

    /// <summary>What was measured of all samples.</summary>
    /// <param name="loss">The sums of weighted losses.</param>
    public readonly Measure Over(T loss) => new(First(T.Sum(loss)), First(T.Sum(Correct)) / First(T.Sum(Counted)));

    private static double First(T value)
    {
        Span<S> samples = stackalloc S[T.Lanes];
        T.Store(value, samples);
        return double.CreateChecked(samples[0]);
    }

    /// <summary>Counts one sample of each lane.</summary>
    public void Add(T found, T wanted, T weight)
    {
        var one = T.WhereEqual(weight, T.Of(0), T.Of(0), T.Of(1));
        Correct += T.WhereEqual(found, wanted, one, T.Of(0));
        Counted += one;
    }
}

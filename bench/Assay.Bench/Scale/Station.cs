namespace Assay.Bench.Scale;

/// <summary>Something that does one thing at a time, in the order in which it is asked: a thread of the server, a cable.</summary>
internal sealed class Station
{
    private double _free;

    /// <summary>The time it has worked.</summary>
    public double Busy { get; private set; }

    /// <summary>Asks for work; to be called in the order of time.</summary>
    /// <param name="now">When it is asked.</param>
    /// <param name="work">How long the work takes.</param>
    /// <returns>When it is done.</returns>
    public double Do(double now, double work)
    {
        Busy += work;
        return _free = Math.Max(now, _free) + work;
    }
}

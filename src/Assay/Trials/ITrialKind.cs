namespace Assay.Trials;

/// <summary>Something that can be done to inputs. Workers know a fixed list of kinds and look them up by name: no code travels.</summary>
public interface ITrialKind
{
    /// <summary>The name, of lower-case letters and hyphens.</summary>
    string Name { get; }

    /// <summary>Does now what would make the first trial slower than the others. Nothing depends on it.</summary>
    void WarmUp()
    {
    }

    /// <summary>Does one trial: a function of the input alone, bit for bit. What it throws becomes <see cref="SetAside"/>.</summary>
    /// <param name="input">The input; it may come from anybody.</param>
    /// <param name="cancellation">Ends it; looked at at least every 100 ms.</param>
    byte[] Run(ReadOnlyMemory<byte> input, CancellationToken cancellation);
}

using Assay.Claims;

namespace Assay.Training.Data;

/// <summary>Where samples come from: either all of them together, or with a test of their own. They are read or made once.</summary>
public sealed class DatasetSource
{
    private readonly Lazy<(Dataset? All, Split? Split)> _loaded;
    private readonly int? _test;

    /// <summary>Samples that a seed splits.</summary>
    /// <param name="name">What the samples are called.</param>
    /// <param name="load">Reads or makes them.</param>
    /// <param name="test">How many are usually put aside, or null for a fifth.</param>
    public DatasetSource(string name, Func<Dataset> load, int? test = null)
    {
        ArgumentNullException.ThrowIfNull(load);
        (Name, _test, _loaded) = (name, test, new(() => (load(), null)));
    }

    /// <summary>Samples that come with a test of their own.</summary>
    /// <param name="name">What the samples are called.</param>
    /// <param name="load">Reads them.</param>
    public DatasetSource(string name, Func<Split> load)
    {
        ArgumentNullException.ThrowIfNull(load);
        (Name, _loaded) = (name, new(() => (null, load())));
    }

    /// <summary>What the samples are called.</summary>
    public string Name { get; }

    internal Split Load(DatasetRecipe recipe, ulong seed)
    {
        var (all, split) = _loaded.Value;
        if (all is not null)
        {
            var test = recipe.Test ?? _test ?? Math.Max(1, all.Count / 5);
            return test < all.Count ? all.Split(seed, test)
                : throw new TrainingException(new Problem(recipe.Place, $"{test} of {all.Count} samples cannot be put aside for the test; at least 1 is needed to learn from."));
        }

        return recipe.Test is not { } some ? split!
            : some <= split!.Test.Count ? split with { Test = split.Test.Select([.. Enumerable.Range(0, some)]) }
            : throw new TrainingException(new Problem(recipe.Place, $"{some} samples cannot be tested on; the test of {Name} has {split.Test.Count}."));
    }
}

namespace Assay.Training.Experiments;

/// <summary>Keeps what runs came to, so that none is done twice.</summary>
internal class RunStore
{
    private readonly Dictionary<string, Run> _runs = [];

    /// <summary>What a run came to, or null.</summary>
    /// <param name="key">Everything that it depends on.</param>
    public virtual Run? Find(string key)
    {
        lock (_runs)
        {
            return _runs.GetValueOrDefault(key);
        }
    }

    /// <summary>Keeps a run.</summary>
    public virtual void Keep(string key, Run run)
    {
        lock (_runs)
        {
            _runs[key] = run;
        }
    }
}

namespace Assay.Programs.Tests.Frontends.Alive;

/// <summary>Numbers that are chosen while something runs; running again and again sees every combination.</summary>
internal sealed class Choices
{
    private readonly List<(ulong Count, ulong Value)> _made = [];
    private int _next;

    /// <summary>A number below <paramref name="count"/>.</summary>
    public ulong Below(ulong count)
    {
        if (_next == _made.Count)
        {
            _made.Add((count, 0));
        }

        return _made[_next++].Value;
    }

    /// <summary>All results of a function, over all that it may choose.</summary>
    public static IEnumerable<TResult> All<TResult>(Func<Choices, TResult> run)
    {
        var choices = new Choices();
        do
        {
            choices._next = 0;
            yield return run(choices);
        }
        while (choices.Advance());
    }

    private bool Advance()
    {
        while (_made.Count > 0)
        {
            var (count, value) = _made[^1];
            _made.RemoveAt(_made.Count - 1);
            if (value + 1 < count)
            {
                _made.Add((count, value + 1));
                return true;
            }
        }

        return false;
    }
}

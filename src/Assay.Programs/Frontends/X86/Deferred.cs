using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>A term that is built when somebody asks for it: nearly every instruction sets flags, and hardly any is read.</summary>
internal sealed class Deferred
{
    // Terms that wait for each other are built recursively, so the chain is kept short.
    private const int Deepest = 100;

    private readonly int _depth;
    private Func<Term>? _make;
    private Term? _value;

    private Deferred(Func<Term> make, int depth)
    {
        _make = make;
        _depth = depth;
    }

    public Term Value
    {
        get
        {
            if (_make is { } make)
            {
                _value = make();
                _make = null;
            }

            return _value!;
        }
    }

    private int Depth => _make is null ? 0 : _depth;

    /// <summary>A term made of others that may still wait to be built.</summary>
    public static Deferred Of(Func<Term> make, params ReadOnlySpan<Deferred> inputs)
    {
        var depth = 0;
        foreach (var input in inputs)
        {
            if (input.Depth >= Deepest)
            {
                _ = input.Value;
            }

            depth = Math.Max(depth, input.Depth);
        }

        return new Deferred(make, depth + 1);
    }
}

using System.Numerics;
using Assay.Training.Passes;

namespace Assay.LanguageModels.Transformers;

/// <summary>Which tokens each token sees.</summary>
/// <param name="panels">The most panels of tokens.</param>
internal sealed class Sight<T, S>(int panels)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    // Its exponential is 0.
    private const double Unseen = -1e30;

    private readonly T[] _shared = new T[panels];
    private readonly T[] _own = new T[panels];
    private readonly T[] _end = new T[panels];
    private readonly bool[] _seesAll = new bool[panels * panels];

    /// <summary>How many panels there are tokens for.</summary>
    public int Panels { get; private set; }

    /// <summary>Prepares for the tokens of a sequence; those that fill the last panel see themselves.</summary>
    public void Place(IReadOnlyList<TokenPlace> places)
    {
        Panels = (places.Count + T.Lanes - 1) / T.Lanes;
        Span<S> shared = stackalloc S[T.Lanes];
        Span<S> own = stackalloc S[T.Lanes];
        Span<S> end = stackalloc S[T.Lanes];
        for (var panel = 0; panel < Panels; panel++)
        {
            var least = int.MaxValue;
            for (var lane = 0; lane < T.Lanes; lane++)
            {
                var token = (panel * T.Lanes) + lane;
                var place = token < places.Count ? places[token] : new TokenPlace(0, 0, token);
                (shared[lane], own[lane], end[lane]) = (S.CreateChecked(place.Shared), S.CreateChecked(place.Own), S.CreateChecked(token + 1));
                least = Math.Min(least, place.Own == 0 ? token + 1 : place.Shared);
            }

            (_shared[panel], _own[panel], _end[panel]) = (T.Load(shared), T.Load(own), T.Load(end));
            for (var keys = 0; keys < Panels; keys++)
            {
                _seesAll[(panel * Panels) + keys] = (keys + 1) * T.Lanes <= least;
            }
        }
    }

    /// <summary>Makes scores of tokens that are not seen so low that they weigh nothing.</summary>
    /// <param name="queries">The panel of those that look.</param>
    /// <param name="keys">The panel of those that are looked at.</param>
    /// <param name="scores">For each of these, the scores of those.</param>
    public void Hide(int queries, int keys, Span<T> scores)
    {
        if (_seesAll[(queries * Panels) + keys])
        {
            return;
        }

        var (shared, own, end, unseen) = (_shared[queries], _own[queries], _end[queries], T.Of(Unseen));
        for (var i = 0; i < scores.Length; i++)
        {
            var key = T.Of((keys * T.Lanes) + i);
            var score = T.WhereGreater(own, key, unseen, T.WhereGreater(end, key, scores[i], unseen));
            scores[i] = T.WhereGreater(shared, key, scores[i], score);
        }
    }
}

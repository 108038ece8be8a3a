using System.Numerics;
using Assay.Statistics;
using Assay.Training.Passes;

namespace Assay.LanguageModels.Transformers;

/// <summary>
/// Tells queries and keys where they stand: pairs of features are turned by angles that grow with the position, so that products depend on
/// distances alone (Su and others 2021). The first pair turns by a quarter for each token, each further one half as fast.
/// </summary>
/// <param name="pairs">Pairs of features of a head.</param>
/// <param name="panels">The most panels of tokens.</param>
internal sealed class Rotation<T, S>(int pairs, int panels)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly T[] _cosines = new T[panels * pairs];
    private readonly T[] _sines = new T[panels * pairs];

    /// <summary>Prepares for the tokens of a sequence.</summary>
    public void Place(IReadOnlyList<TokenPlace> places)
    {
        Span<S> cosines = stackalloc S[T.Lanes];
        Span<S> sines = stackalloc S[T.Lanes];
        for (var first = 0; first < places.Count; first += T.Lanes)
        {
            var speed = 0.5;
            for (var pair = 0; pair < pairs; pair++, speed /= 2)
            {
                for (var lane = 0; lane < T.Lanes; lane++)
                {
                    var angle = first + lane < places.Count ? places[first + lane].Position * speed : 0;
                    cosines[lane] = S.CreateChecked(CosinePi(angle));
                    sines[lane] = S.CreateChecked(CosinePi(angle + 1.5));
                }

                var place = (first / T.Lanes * pairs) + pair;
                (_cosines[place], _sines[place]) = (T.Load(cosines), T.Load(sines));
            }
        }
    }

    /// <summary>Turns the features of one head.</summary>
    public void Turn(Span<T> features)
    {
        for (var i = 0; i < features.Length / 2; i++)
        {
            var (x, y, cosine, sine) = (features[2 * i], features[(2 * i) + 1], _cosines[i], _sines[i]);
            features[2 * i] = (x * cosine) - (y * sine);
            features[(2 * i) + 1] = (x * sine) + (y * cosine);
        }
    }

    /// <summary>Turns slopes back.</summary>
    public void TurnBack(Span<T> slopes)
    {
        for (var i = 0; i < slopes.Length / 2; i++)
        {
            var (x, y, cosine, sine) = (slopes[2 * i], slopes[(2 * i) + 1], _cosines[i], _sines[i]);
            slopes[2 * i] = (x * cosine) + (y * sine);
            slopes[(2 * i) + 1] = (y * cosine) - (x * sine);
        }
    }

    private static double CosinePi(double turns)
    {
        var rest = turns - (2 * Math.Floor(turns / 2));
        return PortableMath.CosinePi(rest > 1 ? 2 - rest : rest);
    }
}

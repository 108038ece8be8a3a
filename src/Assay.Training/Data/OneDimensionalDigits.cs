using Assay.Statistics;

namespace Assay.Training.Data;

/// <summary>
/// Signals of 40 numbers in 10 classes, small enough to train thousands of networks on, by the recipe of S. Greydanus (Scaling
/// Down Deep Learning, 2020).
/// </summary>
/// <remarks>
/// As in the recipe: a template of 12 points for each class, 36 to 60 zeros behind it, a scale, a circular translation of up to
/// 48 places, smooth noise (0.25), a shear (0.75), independent noise (0.02), and linear interpolation to 40 points. Different:
/// the templates are our own, so that accuracies do not compare with published ones; the smooth noise is white noise of
/// standard deviation 0.25, averaged under a Gaussian window of 2 places; independent noise is added behind the interpolation;
/// the classes are equally frequent. The same seed gives the same bits on every processor.
/// </remarks>
public static class OneDimensionalDigits
{
    private const int Length = 40;
    private const int Classes = 10;
    private const int LeastPadding = 36;
    private const int MostPadding = 60;
    private const int MostTranslation = 48;
    private const double Scale = 0.4;
    private const double SmoothNoise = 0.25;
    private const double Noise = 0.02;
    private const double Shear = 0.75;
    private const int WindowReach = 6;

    // Hills, valleys, steps and ramps, no two of which are alike under translation and scale.
    private static readonly double[][] Templates =
    [
        [0.0, 0.5, 0.9, 1.0, 0.9, 0.5, -0.5, -0.9, -1.0, -0.9, -0.5, 0.0],
        [0.0, 0.0, 0.1, 0.2, 0.4, 1.0, 1.0, 0.4, 0.2, 0.1, 0.0, 0.0],
        [0.2, 0.7, 1.0, 0.8, 0.4, 0.0, -0.3, -0.2, 0.0, 0.3, 0.6, 0.9],
        [0.3, 1.0, 0.7, 0.1, 0.3, 0.9, 0.9, 0.3, 0.1, 0.7, 1.0, 0.3],
        [0.9, 0.6, 0.3, 0.0, -0.1, 0.0, 1.0, 1.0, -0.6, -0.6, -0.3, 0.0],
        [1.0, 1.0, 1.0, 0.9, 0.1, 0.1, -0.1, -0.1, -0.9, -1.0, -1.0, -1.0],
        [1.0, 0.8, 0.6, 0.4, 0.2, -0.2, -0.5, -0.7, -0.5, -0.2, 0.3, 0.2],
        [1.0, 1.0, 1.0, 1.0, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0],
        [0.0, 0.8, 0.9, 0.2, -0.8, -0.9, -0.1, 0.8, 0.9, 0.1, -0.8, -0.4],
        [-0.2, -0.6, -0.9, -0.9, -0.5, 0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0],
    ];

    private static readonly double[] Window = MakeWindow();

    /// <summary>Makes so many samples, inputs [40], in random order.</summary>
    public static Dataset Generate(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var random = new Philox(seed, DataPurpose.OneDimensionalDigits);
        var deviates = new NormalDeviates(random);
        var labels = Array.ConvertAll(Shuffle.Permutation(count, random), place => place % Classes);
        var inputs = new float[count * Length];
        for (var i = 0; i < count; i++)
        {
            var signal = Sample(Templates[labels[i]], random, deviates);
            for (var j = 0; j < Length; j++)
            {
                inputs[(i * Length) + j] = (float)(signal[j] + (Noise * deviates.Next()));
            }
        }

        return new Dataset([Length], inputs, labels, Classes);
    }

    /// <summary>The templates, for tests.</summary>
    internal static IReadOnlyList<double[]> All => Templates;

    private static double[] Sample(double[] template, Philox random, NormalDeviates deviates)
    {
        var length = template.Length + LeastPadding + random.Below(MostPadding - LeastPadding + 1);
        var scale = 1 + (Scale * (NormalDeviates.Uniform(random) - 0.5));
        var shift = random.Below(MostTranslation);
        var signal = Smooth(length, deviates);
        for (var i = 0; i < template.Length; i++)
        {
            signal[(i + shift) % length] += scale * template[i];
        }

        var slope = Shear * (NormalDeviates.Uniform(random) - 0.5);
        for (var i = 0; i < length; i++)
        {
            signal[i] -= slope * ((2.0 * i / (length - 1)) - 1);
        }

        return Shorten(signal);
    }

    private static double[] Smooth(int length, NormalDeviates deviates)
    {
        var white = new double[length + (2 * WindowReach)];
        for (var i = 0; i < white.Length; i++)
        {
            white[i] = deviates.Next();
        }

        var smooth = new double[length];
        for (var i = 0; i < length; i++)
        {
            for (var j = 0; j < Window.Length; j++)
            {
                smooth[i] += SmoothNoise * Window[j] * white[i + j];
            }
        }

        return smooth;
    }

    private static double[] Shorten(double[] signal)
    {
        var shortened = new double[Length];
        for (var i = 0; i < Length; i++)
        {
            var place = i * (signal.Length - 1.0) / (Length - 1);
            var left = Math.Min((int)place, signal.Length - 2);
            shortened[i] = signal[left] + ((place - left) * (signal[left + 1] - signal[left]));
        }

        return shortened;
    }

    private static double[] MakeWindow()
    {
        var window = new double[(2 * WindowReach) + 1];
        for (var i = 0; i < window.Length; i++)
        {
            var distance = (i - WindowReach) / 2.0;
            window[i] = PortableMath.Exp(-distance * distance / 2);
        }

        var sum = window.Sum();
        return Array.ConvertAll(window, weight => weight / sum);
    }
}

using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>Clips a gradient by its length (Pascanu, Mikolov and Bengio, 2013), as PyTorch's clip_grad_norm_ defines it.</summary>
public static class Clipping
{
    // PyTorch's constant against a division by zero.
    private const double Guard = 1e-6;

    /// <summary>Multiplies the gradient by most / (length + 1e-6) where that is below 1, and returns the length it had.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    public static T ByNorm<T>(Span<T> gradient, T most)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var norm = Flat.Norm<T>(gradient);
        var factor = most / (norm + T.CreateChecked(Guard));
        if (factor < T.One)
        {
            Flat.Scale(gradient, factor);
        }

        return norm;
    }
}

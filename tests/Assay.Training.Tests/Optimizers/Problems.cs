using System.Numerics;
using Assay.Training.Optimizers;

namespace Assay.Training.Tests.Optimizers;

/// <summary>A loss of three or more parameters, given by its value, gradient and Hessian in doubles.</summary>
internal sealed class Objective<T>(Func<double[], (double Loss, double[] Gradient)> gradient, Func<double[], double[], double[]>? product = null) : IObjective<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int Gradients { get; private set; }

    public int Products { get; private set; }

    public T Gradient(ReadOnlySpan<T> at, Span<T> result)
    {
        Gradients++;
        var (loss, slopes) = gradient(Doubles(at));
        Fill(slopes, result);
        return T.CreateChecked(loss);
    }

    public void HessianVector(ReadOnlySpan<T> at, ReadOnlySpan<T> direction, Span<T> result)
    {
        Products++;
        Fill(product!(Doubles(at), Doubles(direction)), result);
    }

    private static double[] Doubles(ReadOnlySpan<T> values) => Array.ConvertAll(values.ToArray(), double.CreateChecked);

    private static void Fill(double[] values, Span<T> result) => Array.ConvertAll(values, T.CreateChecked).CopyTo(result);
}

/// <summary>Losses to minimise.</summary>
internal static class Problems
{
    private static readonly double[][] Matrix = [[3, 1, 0.5], [1, 2, -0.25], [0.5, -0.25, 1]];
    private static readonly double[] Linear = [1, -2, 0.5];
    private static readonly double[][] Samples = [[1, 2, -1], [-0.5, 1, 0.25], [2, -1, 1], [-1, -1.5, 0.5]];
    private static readonly double[] Signs = [1, -1, 1, -1];

    /// <summary>p.Ap/2 - b.p.</summary>
    public static (double, double[]) Quadratic(double[] p)
    {
        var product = Array.ConvertAll(Matrix, row => Dot(row, p));
        return ((Dot(p, product) / 2) - Dot(Linear, p), [.. product.Zip(Linear, (a, b) => a - b)]);
    }

    public static double[] QuadraticProduct(double[] p, double[] direction) => Array.ConvertAll(Matrix, row => Dot(row, direction));

    /// <summary>The mean of log(1 + exp(-y x.p)).</summary>
    public static (double, double[]) Logistic(double[] p)
    {
        var (loss, slope) = (0.0, new double[3]);
        for (var i = 0; i < 4; i++)
        {
            var margin = Signs[i] * Dot(Samples[i], p);
            loss += Math.Log(1 + Math.Exp(-margin)) / 4;
            for (var j = 0; j < 3; j++)
            {
                slope[j] -= Signs[i] * Samples[i][j] / (1 + Math.Exp(margin)) / 4;
            }
        }

        return (loss, slope);
    }

    /// <summary>The function of Rosenbrock (1960) of any number of parameters; 0 where all are 1.</summary>
    public static (double, double[]) Rosenbrock(double[] p)
    {
        var (loss, slope) = (0.0, new double[p.Length]);
        for (var i = 0; i + 1 < p.Length; i++)
        {
            var (off, to) = (p[i + 1] - (p[i] * p[i]), 1 - p[i]);
            loss += (100 * off * off) + (to * to);
            slope[i] += (-400 * off * p[i]) - (2 * to);
            slope[i + 1] += 200 * off;
        }

        return (loss, slope);
    }

    public static double[] RosenbrockProduct(double[] p, double[] v)
    {
        var product = new double[p.Length];
        for (var i = 0; i + 1 < p.Length; i++)
        {
            product[i] += (((1200 * p[i] * p[i]) - (400 * p[i + 1]) + 2) * v[i]) - (400 * p[i] * v[i + 1]);
            product[i + 1] += (200 * v[i + 1]) - (400 * p[i] * v[i]);
        }

        return product;
    }

    public static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
}

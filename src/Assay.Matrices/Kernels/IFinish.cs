using System.Runtime.Intrinsics;

namespace Assay.Matrices.Kernels;

/// <summary>What an entry becomes once the sum of products that belongs to it is known.</summary>
internal interface IFinish
{
    /// <summary>The most products that one sum may have.</summary>
    int MostProducts { get; }

    double Finish(double entry, double sum);

    Vector256<double> Finish(Vector256<double> entry, Vector256<double> sum);

    Vector512<double> Finish(Vector512<double> entry, Vector512<double> sum);
}

/// <summary>The sum is added.</summary>
internal readonly struct AddSum : IFinish
{
    public int MostProducts => int.MaxValue;

    public double Finish(double entry, double sum) => entry + sum;

    public Vector256<double> Finish(Vector256<double> entry, Vector256<double> sum) => entry + sum;

    public Vector512<double> Finish(Vector512<double> entry, Vector512<double> sum) => entry + sum;
}

/// <summary>The sum takes the place of the entry.</summary>
internal readonly struct TakeSum : IFinish
{
    public int MostProducts => int.MaxValue;

    public double Finish(double entry, double sum) => sum;

    public Vector256<double> Finish(Vector256<double> entry, Vector256<double> sum) => sum;

    public Vector512<double> Finish(Vector512<double> entry, Vector512<double> sum) => sum;
}

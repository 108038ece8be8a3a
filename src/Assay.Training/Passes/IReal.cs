using System.Numerics;

namespace Assay.Training.Passes;

/// <summary>
/// What layers compute with: one double, or sixteen floats, one of each of sixteen samples; or either of them together with its derivative along a
/// direction. Layers are written once, and run on all of them.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="S">The type of a single number, of which parameters are.</typeparam>
internal interface IReal<TSelf, S>
    where TSelf : unmanaged, IReal<TSelf, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    /// <summary>How many samples one value holds.</summary>
    static abstract int Lanes { get; }

    /// <summary>How many numbers a parameter is stored as: one, or two where its derivative lies behind it.</summary>
    static abstract int Width { get; }

    /// <summary>The same constant for every sample.</summary>
    static abstract TSelf Of(double constant);

    /// <summary>The same parameter for every sample.</summary>
    static abstract TSelf Parameter(ReadOnlySpan<S> parameters, int index);

    /// <summary>A value for each sample.</summary>
    static abstract TSelf Load(ReadOnlySpan<S> samples);

    /// <summary>The entries of samples that are rows of a table; of samples that there are too few rows for, 0.</summary>
    /// <param name="table">Row after row, each as long as the block.</param>
    /// <param name="rows">Which rows, at most as many as there are lanes.</param>
    /// <param name="block">Receives the entries.</param>
    static abstract void Gather(ReadOnlySpan<S> table, ReadOnlySpan<int> rows, Span<TSelf> block);

    /// <summary>The value of each sample, without derivatives.</summary>
    static abstract void Store(TSelf value, Span<S> samples);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>left * right + addend, rounded once where there is nothing but values.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>e to a power.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>The natural logarithm.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>The square root.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The hyperbolic tangent.</summary>
    static abstract TSelf Tanh(TSelf value);

    /// <summary>The error function.</summary>
    static abstract TSelf Erf(TSelf value);

    /// <summary>For each sample <paramref name="yes"/> where left &gt; right, else <paramref name="no"/>.</summary>
    static abstract TSelf WhereGreater(TSelf left, TSelf right, TSelf yes, TSelf no);

    /// <summary>For each sample left where left &gt; right, else right.</summary>
    static virtual TSelf Greater(TSelf left, TSelf right) => TSelf.WhereGreater(left, right, left, right);

    /// <summary>For each sample <paramref name="yes"/> where left = right, else <paramref name="no"/>.</summary>
    static abstract TSelf WhereEqual(TSelf left, TSelf right, TSelf yes, TSelf no);

    /// <summary>A constant near the value, for where any constant does, such as what a softmax is shifted by.</summary>
    static virtual TSelf Still(TSelf value) => value;

    /// <summary>The sum over all samples, for every sample.</summary>
    static abstract TSelf Sum(TSelf value);

    /// <summary>Adds the sum over all samples to a parameter's place.</summary>
    static abstract void AddSum(TSelf value, Span<S> gradient, int index);

    /// <summary>For each position p and row r, adds to y[p, r] the sum over k of w[r, k] x[p, k], in the order of k.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="weights">Where w lies among them.</param>
    /// <param name="x">Positions times <paramref name="weights"/>.Columns values.</param>
    /// <param name="y">Positions times <paramref name="weights"/>.Rows values.</param>
    /// <param name="positions">How many positions.</param>
    static abstract void Apply(ReadOnlySpan<S> parameters, WeightView weights, ReadOnlySpan<TSelf> x, Span<TSelf> y, int positions);

    /// <summary>For each row r and column k, adds to w[r, k] the sum over positions p, and over the samples of each, of d[p, r] x[p, k], in that order.</summary>
    static abstract void Correlate(Span<S> gradient, WeightView weights, ReadOnlySpan<TSelf> d, ReadOnlySpan<TSelf> x, int positions);

    /// <summary>Adds to each entry of y the sum over taps of weights and entries of x, in the order of runs and places.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="filter">The taps, and where their weights lie among the parameters.</param>
    /// <param name="x">One image with its rim.</param>
    /// <param name="y">One image without.</param>
    static abstract void Convolve(ReadOnlySpan<S> parameters, Filter filter, ReadOnlySpan<TSelf> x, Span<TSelf> y);

    /// <summary>Adds to each weight the sum over images and pixels of d and the entry of x that it weighs, in that order, sample by sample, then over the samples.</summary>
    static abstract void CorrelateImages(Span<S> gradient, Filter filter, ReadOnlySpan<TSelf> d, ReadOnlySpan<TSelf> x, int images);

    /// <summary>The row of a table that each sample names.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="table">Where the table lies among them.</param>
    /// <param name="row">Each sample's row, a whole number.</param>
    /// <param name="entries">Receives the entries of the row.</param>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such row.</exception>
    static abstract void Pick(ReadOnlySpan<S> parameters, WeightView table, TSelf row, Span<TSelf> entries);

    /// <summary>Adds to the row of a table that each sample names, sample by sample.</summary>
    static abstract void AddPicked(Span<S> gradient, WeightView table, TSelf row, ReadOnlySpan<TSelf> entries);
}

namespace Assay.Matrices.Kernels;

/// <summary>A product of small matrices that stays in registers.</summary>
internal interface ITile
{
    /// <summary>Rows of the tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the tile.</summary>
    static abstract int Columns { get; }

    /// <summary>Multiplies.</summary>
    /// <param name="finish">What becomes of each entry of the result.</param>
    /// <param name="a">The left factor, column after column.</param>
    /// <param name="b">The right factor, row after row.</param>
    /// <param name="inner">Columns of the left, rows of the right factor.</param>
    /// <param name="c">The first entry of the result.</param>
    /// <param name="stride">How far one of its rows is from the next.</param>
    static abstract void Multiply<TFinish>(TFinish finish, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int inner, ref double c, int stride)
        where TFinish : struct, IFinish;
}

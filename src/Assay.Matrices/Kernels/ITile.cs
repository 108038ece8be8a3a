namespace Assay.Matrices.Kernels;

/// <summary>A product of small matrices that stays in registers.</summary>
internal interface ITile
{
    /// <summary>Rows of the tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the tile.</summary>
    static abstract int Columns { get; }

    /// <summary>The most products of one sum, as many as keep a tile of the right factor in the first cache; no fewer than 192 and no more than 256.</summary>
    static abstract int MostProducts { get; }

    /// <summary>Rows of the left factor that are copied at once: with as many columns as there may be products they fit the second cache.</summary>
    static abstract int RowsAtOnce { get; }

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

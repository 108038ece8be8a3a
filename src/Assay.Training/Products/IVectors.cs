namespace Assay.Training.Products;

/// <summary>What the sums want of vectors of floats.</summary>
/// <typeparam name="V">A vector.</typeparam>
internal unsafe interface IVectors<V>
    where V : struct
{
    /// <summary>Reads one.</summary>
    static abstract V Load(float* place);

    /// <summary>Writes one.</summary>
    static abstract void Store(V vector, float* place);

    /// <summary>The same float everywhere.</summary>
    static abstract V Spread(float* place);

    /// <summary>left * right + addend, rounded once.</summary>
    static abstract V MultiplyAdd(V left, V right, V addend);

    /// <summary>The value where the sign is greater than 0, else 0.</summary>
    static abstract V WherePositive(V sign, V value);

    /// <summary>The value where it is greater than 0, else 0, also where it is not a number.</summary>
    static abstract V PositivePart(V value);
}

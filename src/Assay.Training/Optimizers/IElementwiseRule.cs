using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>A rule that treats every parameter alike and by itself; a structure, so that its loop is compiled for it.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface IElementwiseRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The next values of neighbouring parameters, the first of which has this index.</summary>
    Vector<T> Update(int first, Vector<T> parameters, Vector<T> gradient);
}

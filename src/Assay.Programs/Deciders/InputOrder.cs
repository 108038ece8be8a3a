using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>
/// The one order of inputs: no negative component first; then least maximal magnitude; then least sum of magnitudes;
/// then from left to right 0, 1, -1, 2, -2, ...
/// </summary>
internal sealed class InputOrder(IReadOnlyList<ScalarVariable> variables) : IComparer<IReadOnlyList<Value>>
{
    private readonly bool _hasFloats = variables.Any(variable => variable.Type.Kind == ClrKind.Float);

    public int Compare(IReadOnlyList<Value>? x, IReadOnlyList<Value>? y)
    {
        var (a, b) = (SizeOf(x!), SizeOf(y!));
        var bySize = a.AnyNegative != b.AnyNegative ? a.AnyNegative.CompareTo(b.AnyNegative)
            : a.Greatest != b.Greatest ? a.Greatest.CompareTo(b.Greatest)
            : a.GreatestFloat != b.GreatestFloat ? a.GreatestFloat.CompareTo(b.GreatestFloat)
            : a.Sum != b.Sum ? a.Sum.CompareTo(b.Sum)
            : a.SumOfFloats.CompareTo(b.SumOfFloats);
        for (var i = 0; bySize == 0 && i < variables.Count; i++)
        {
            bySize = (Magnitude(i, x![i]), IsNegative(i, x[i])).CompareTo((Magnitude(i, y![i]), IsNegative(i, y[i])));
        }

        return bySize;
    }

    /// <summary>Whether a component counts as negative.</summary>
    public bool IsNegative(int variable, Value value) =>
        (variables[variable].Type.Kind == ClrKind.Float || variables[variable].Type.Signed) && (value.Bits >> (value.Sort.Width - 1)) == 1;

    /// <summary>The magnitude of an integer; of a float, bits that grow with its magnitude.</summary>
    public Bits128 Magnitude(int variable, Value value) => variables[variable].Type.Kind == ClrKind.Float
        ? value.Bits & (value.Sort.Mask >> 1)
        : IsNegative(variable, value) ? (Bits128.Zero - value.Bits) & value.Sort.Mask : value.Bits;

    /// <summary>The greatest magnitude of the components.</summary>
    public Bits128 GreatestMagnitude(IReadOnlyList<Value> input)
    {
        var greatest = Bits128.Zero;
        for (var i = 0; i < variables.Count; i++)
        {
            greatest = Bits128.Max(greatest, Magnitude(i, input[i]));
        }

        return greatest;
    }

    private Size SizeOf(IReadOnlyList<Value> input)
    {
        var size = default(Size);
        for (var i = 0; i < variables.Count; i++)
        {
            size.AnyNegative |= IsNegative(i, input[i]);
            if (_hasFloats)
            {
                var magnitude = variables[i].Type.Kind == ClrKind.Float ? Math.Abs(input[i].Double) : (double)Magnitude(i, input[i]);
                size.GreatestFloat = Math.Max(size.GreatestFloat, double.IsNaN(magnitude) ? double.PositiveInfinity : magnitude);
                size.SumOfFloats += double.IsNaN(magnitude) ? double.PositiveInfinity : magnitude;
            }
            else
            {
                var magnitude = Magnitude(i, input[i]);
                size.Greatest = Bits128.Max(size.Greatest, magnitude);
                size.Sum += magnitude;
            }
        }

        return size;
    }

    private struct Size
    {
        public bool AnyNegative;
        public Bits128 Greatest;
        public Bits128 Sum;
        public double GreatestFloat;
        public double SumOfFloats;
    }
}

using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Assay.Statistics;

namespace Assay.Programs.Deciders;

/// <summary>Makes inputs near a given one that are smaller in the one order: the moves of a descent.</summary>
internal sealed class SmallerNeighbours(Goal goal)
{
    private const int MostPairs = 40;
    private const int RandomInputs = 1500;

    private readonly InputOrder _order = new(goal.Variables);
    private readonly Philox _random = new(seed: 1, purpose: 3);
    private int _effort = 1;

    /// <summary>Looks farther in the next rounds; false when that has been tried.</summary>
    public bool Widen() => ++_effort <= 3;

    /// <summary>The neighbours.</summary>
    public IEnumerable<Value[]> Of(Value[] from) =>
        Single(from).Concat(Pairs(from)).Concat(Boxed(from)).Where(candidate => _order.Compare(candidate, from) < 0);

    private IEnumerable<Value[]> Single(Value[] from)
    {
        for (var i = 0; i < goal.Variables.Count; i++)
        {
            foreach (var value in Smaller(i, from[i]))
            {
                yield return With(from, i, value);
            }
        }
    }

    private IEnumerable<Value> Smaller(int i, Value value)
    {
        var sort = value.Sort;
        if (sort.Kind == SortKind.Float)
        {
            return SmallerFloats(value);
        }

        var negative = _order.IsNegative(i, value);
        var magnitude = _order.Magnitude(i, value);
        List<Bits128> magnitudes = [0, 1, 2, magnitude - 1, magnitude / 2, (magnitude / 2) + 1, magnitude];
        for (var bit = 0; bit < sort.Width; bit++)
        {
            magnitudes.Add(magnitude >> bit);
            magnitudes.Add(magnitude - (Bits128.One << bit));
            magnitudes.Add(magnitude & ~(Bits128.One << bit));
            magnitudes.Add(Bits128.One << bit);
            magnitudes.Add((Bits128.One << bit) - 1);
        }

        List<Value> smaller = [];
        foreach (var candidate in magnitudes)
        {
            var own = new Value(sort, candidate);
            if (candidate <= magnitude && !smaller.Contains(own))
            {
                smaller.Add(own);
            }
        }

        for (var (k, count) = (0, smaller.Count); negative && k < count; k++)
        {
            smaller.Add(new Value(sort, Bits128.Zero - smaller[k].Bits));
        }

        return smaller;
    }

    private static IEnumerable<Value> SmallerFloats(Value value)
    {
        Value Make(double x) => value.Sort.Width == 32 ? Value.Of((float)x) : Value.Of(x);
        var x = value.Double;
        double[] candidates =
        [
            0, 1, 2, 0.5, 0.25, 3, 10, Math.Abs(x), x / 2, Math.Truncate(x), Math.Abs(Math.Truncate(x)), Math.Round(x, 1), Math.Round(x, 2), x - 1, x / 10,
            double.Epsilon, float.Epsilon, float.MaxValue, double.MaxValue,
        ];
        var mantissa = value.Sort.Width == 32 ? 23 : 52;
        var cut = Enumerable.Range(1, mantissa).Select(bits => new Value(value.Sort, value.Bits >> bits << bits));
        return candidates.Where(candidate => !double.IsNaN(candidate)).Select(Make).Concat(cut);
    }

    // What one variable loses another gains; and both meet in the middle.
    private IEnumerable<Value[]> Pairs(Value[] from)
    {
        var pairs = 0;
        for (var i = 0; i < goal.Variables.Count; i++)
        {
            for (var j = 0; j < goal.Variables.Count && pairs < MostPairs * _effort; j++)
            {
                if (i == j || !IsInteger(i) || !IsInteger(j))
                {
                    continue;
                }

                pairs++;
                yield return With(With(from, i, new Value(from[i].Sort, from[j].Bits)), j, new Value(from[j].Sort, from[i].Bits));
                yield return With(from, i, new Value(from[i].Sort, from[j].Bits));
                var middle = (from[i].Bits / 2) + (from[j].Bits / 2) + (from[i].Bits & from[j].Bits & 1);
                yield return With(With(from, i, new Value(from[i].Sort, middle)), j, new Value(from[j].Sort, middle));
                yield return With(With(from, i, new Value(from[i].Sort, middle)), j, new Value(from[j].Sort, middle + 1));
                for (var bit = 0; bit < from[i].Sort.Width; bit++)
                {
                    var step = Bits128.One << bit;
                    yield return With(With(from, i, new Value(from[i].Sort, from[i].Bits - step)), j, new Value(from[j].Sort, from[j].Bits + step));
                    yield return With(With(from, i, new Value(from[i].Sort, from[i].Bits - step)), j, new Value(from[j].Sort, from[j].Bits - step));
                }
            }
        }
    }

    // Existence below a bound grows with the bound, so inputs made of the bound and little else find the least one.
    private IEnumerable<Value[]> Boxed(Value[] from)
    {
        if (goal.Variables.Any(variable => variable.Type.Kind == ClrKind.Float))
        {
            yield break;
        }

        var greatest = _order.GreatestMagnitude(from);
        for (var n = 0; n < RandomInputs * _effort; n++)
        {
            var bound = _random.Below(3) == 0 ? greatest : Below(greatest);
            yield return [.. from.Select((value, i) => i >= goal.Variables.Count ? value : new Value(value.Sort, Near(value, bound)))];
        }
    }

    private Bits128 Near(Value value, Bits128 bound) => _random.Below(8) switch
    {
        0 => 0,
        1 => 1,
        2 => bound == 0 ? 0 : bound - 1,
        3 => bound / 2,
        4 => Bits128.Min(value.Bits, bound),
        5 => Below(bound),
        _ => bound,
    };

    private Bits128 Below(Bits128 bound)
    {
        var bits = new Bits128(_random.Next(), _random.Next());
        return bound == Bits128.MaxValue ? bits : _random.Below(2) == 0 ? bits % (bound + 1) : bound >> _random.Below(64);
    }

    private bool IsInteger(int i) => goal.Variables[i].Term.Sort.Kind == SortKind.BitVector;

    private static Value[] With(Value[] from, int i, Value value)
    {
        var copy = (Value[])from.Clone();
        copy[i] = value;
        return copy;
    }
}

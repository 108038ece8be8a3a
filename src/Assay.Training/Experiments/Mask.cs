using System.Numerics;
using System.Runtime.InteropServices;
using Assay.Statistics;
using Assay.Training.Networks;

namespace Assay.Training.Experiments;

/// <summary>Which parameters are trained; the others keep a value.</summary>
internal sealed class Mask
{
    private const ulong RandomWeights = 0x3A5C_0001;
    private const ulong RandomUnits = 0x3A5C_0002;

    private readonly Network _network;
    private readonly bool[] _isHeld;
    private bool _holdsAny;
    private Array? _bits;

    /// <summary>All parameters but statistics are trained.</summary>
    public Mask(Network network)
    {
        _network = network;
        _isHeld = new bool[network.ParameterCount];
    }

    /// <summary>Whether a parameter is held.</summary>
    public bool Holds(int parameter) => _isHeld[parameter];

    /// <summary>Gives what is held its values, or zeros.</summary>
    /// <param name="values">The values of all parameters; nothing for zeros.</param>
    /// <param name="parameters">The parameters, or as many of the first as are trained.</param>
    public void Keep<S>(ReadOnlySpan<S> values, Span<S> parameters)
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameters.Length, values.IsEmpty ? _isHeld.Length : Math.Min(values.Length, _isHeld.Length));
        if (!_holdsAny)
        {
            return;
        }

        if (_bits is not S[] bits)
        {
            _bits = bits = Bits<S>();
        }

        ref var to = ref MemoryMarshal.GetReference(parameters);
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var held = ref MemoryMarshal.GetArrayDataReference(bits);
        var i = 0;
        for (; i <= parameters.Length - Vector<S>.Count; i += Vector<S>.Count)
        {
            var kept = values.IsEmpty ? Vector<S>.Zero : Vector.LoadUnsafe(ref from, (nuint)i);
            Vector.ConditionalSelect(Vector.LoadUnsafe(ref held, (nuint)i), kept, Vector.LoadUnsafe(ref to, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < parameters.Length; i++)
        {
            parameters[i] = !Holds(i) ? parameters[i] : values.IsEmpty ? S.Zero : values[i];
        }
    }

    /// <summary>Holds a layer's parameters as they are, or at 0.</summary>
    public void HoldLayer(string place, double[] parameters, bool atZero)
    {
        foreach (var block in _network.Parameters.Where(block => block.Name.StartsWith(place + ".", StringComparison.Ordinal)))
        {
            for (var i = block.Start; i < block.Start + block.Count; i++)
            {
                Hold(i, parameters, atZero ? 0 : parameters[i]);
            }
        }
    }

    /// <summary>Keeps the greatest weights of each layer among those that are left, the first of equal ones, and holds the others at 0.</summary>
    /// <param name="keep">The share of all weights of a layer.</param>
    /// <param name="trained">How great they are.</param>
    /// <param name="parameters">Where those that are left out become 0.</param>
    public void KeepGreatest(double keep, double[] trained, double[] parameters) =>
        KeepSome(keep, parameters, block => Enumerable.Range(block.Start, block.Count).Where(i => !_isHeld[i]).OrderByDescending(i => Math.Abs(trained[i])));

    /// <summary>Keeps random weights of each layer, and holds the others at 0.</summary>
    public void KeepRandom(double keep, ulong seed, double[] parameters)
    {
        var random = new Philox(seed, RandomWeights);
        KeepSome(keep, parameters, block => Data.Shuffle.Permutation(block.Count, random).Select(i => block.Start + i).Where(i => !_isHeld[i]));
    }

    /// <summary>Holds random units of a layer, and all that follows from them, at 0.</summary>
    /// <returns>How many.</returns>
    public int HoldUnits(string place, double share, ulong seed, double[] parameters)
    {
        var removal = UnitRemoval.Of(_network, place);
        var count = (int)Math.Round(share * removal.Units);
        foreach (var unit in Data.Shuffle.Permutation(removal.Units, new Philox(seed, RandomUnits)).Take(count))
        {
            foreach (var parameter in removal.Parameters(unit))
            {
                Hold(parameter, parameters, 0);
            }
        }

        return count;
    }

    // All bits of what is held are set, so that vectors can choose by them.
    private S[] Bits<S>()
        where S : unmanaged
    {
        var bits = new S[_isHeld.Length];
        for (var i = 0; i < bits.Length; i++)
        {
            MemoryMarshal.AsBytes(bits.AsSpan(i, 1)).Fill(_isHeld[i] ? byte.MaxValue : (byte)0);
        }

        return bits;
    }

    private void KeepSome(double keep, double[] parameters, Func<ParameterBlock, IEnumerable<int>> order)
    {
        foreach (var block in _network.Parameters.Where(block => block.Role == ParameterRole.Weight))
        {
            var left = (int)Math.Max(1, Math.Round(keep * block.Count));
            foreach (var i in order(block).Skip(left).ToList())
            {
                Hold(i, parameters, 0);
            }
        }
    }

    private void Hold(int parameter, double[] parameters, double value)
    {
        (_isHeld[parameter], _holdsAny, _bits) = (true, true, null);
        parameters[parameter] = value;
    }
}

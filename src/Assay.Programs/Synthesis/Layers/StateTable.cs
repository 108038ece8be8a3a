namespace Assay.Programs.Synthesis.Layers;

/// <summary>All states found so far, by key: the layer in which each was found first, and how many programs lead there.</summary>
/// <remarks>Safe for several threads; the table is cut in parts with a lock each.</remarks>
internal sealed class StateTable
{
    private const int Parts = 256;

    private readonly Part[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new Part())];

    /// <summary>The number of states.</summary>
    public long Count => _parts.Sum(part => (long)part.Count);

    /// <summary>Adds programs that lead to a state in a layer, unless an earlier layer has it.</summary>
    /// <returns>Whether the state is new.</returns>
    public bool Add(StateKey key, int layer, ulong programs)
    {
        var part = _parts[key.High >> 56];
        lock (part)
        {
            return part.Add(key, layer, programs);
        }
    }

    /// <summary>The layer of a state, -1 for none, and the number of programs that lead there.</summary>
    public (int Layer, ulong Programs) Find(StateKey key)
    {
        var part = _parts[key.High >> 56];
        lock (part)
        {
            return part.Find(key);
        }
    }

    private sealed class Part
    {
        private StateKey[] _keys = new StateKey[16];
        private ulong[] _programs = new ulong[16];

        // One more than the layer; 0 where there is no state.
        private byte[] _layers = new byte[16];

        public int Count { get; private set; }

        public bool Add(StateKey key, int layer, ulong programs)
        {
            if (4 * Count >= 3 * _keys.Length)
            {
                Grow();
            }

            var at = Place(key);
            if (_layers[at] == 0)
            {
                (_keys[at], _layers[at], _programs[at]) = (key, (byte)(layer + 1), programs);
                Count++;
                return true;
            }

            if (_layers[at] == layer + 1)
            {
                _programs[at] = checked(_programs[at] + programs);
            }

            return false;
        }

        public (int Layer, ulong Programs) Find(StateKey key)
        {
            var at = Place(key);
            return (_layers[at] - 1, _programs[at]);
        }

        private int Place(StateKey key)
        {
            var mask = _keys.Length - 1;
            var at = (int)key.Low & mask;
            while (_layers[at] != 0 && _keys[at] != key)
            {
                at = (at + 1) & mask;
            }

            return at;
        }

        private void Grow()
        {
            var (keys, programs, layers) = (_keys, _programs, _layers);
            (_keys, _programs, _layers) = (new StateKey[2 * keys.Length], new ulong[2 * keys.Length], new byte[2 * keys.Length]);
            for (var i = 0; i < keys.Length; i++)
            {
                if (layers[i] != 0)
                {
                    var at = Place(keys[i]);
                    (_keys[at], _programs[at], _layers[at]) = (keys[i], programs[i], layers[i]);
                }
            }
        }
    }
}

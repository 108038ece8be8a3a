using System.Numerics;

namespace Assay.Programs.Assumptions;

/// <summary>Truth values on a fixed list of points, one bit each. Immutable.</summary>
internal sealed class TruthVector : IEquatable<TruthVector>
{
    private const int WordBits = 64;

    private readonly ulong[] _words;

    private TruthVector(int length, ulong[] words)
    {
        Length = length;
        _words = words;
    }

    /// <summary>How many points there are.</summary>
    public int Length { get; }

    /// <summary>On how many points it is true.</summary>
    public int Count => _words.Sum(BitOperations.PopCount);

    public bool IsNowhere => !_words.AsSpan().ContainsAnyExcept(0UL);

    public bool IsEverywhere => Count == Length;

    public bool this[int point] => (_words[point / WordBits] >> (point % WordBits) & 1) != 0;

    /// <summary>The vector that is true where <paramref name="truth"/> says so.</summary>
    public static TruthVector Of(int length, Func<int, bool> truth)
    {
        var words = new ulong[(length + WordBits - 1) / WordBits];
        for (var i = 0; i < length; i++)
        {
            if (truth(i))
            {
                words[i / WordBits] |= 1UL << (i % WordBits);
            }
        }

        return new TruthVector(length, words);
    }

    /// <summary>The vector with these words, the first point in the lowest bit; the words are not copied.</summary>
    public static TruthVector Of(int length, ulong[] words) => new(length, words);

    public static TruthVector operator &(TruthVector a, TruthVector b)
    {
        var words = new ulong[a._words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = a._words[i] & b._words[i];
        }

        return new TruthVector(a.Length, words);
    }

    public static TruthVector operator |(TruthVector a, TruthVector b)
    {
        var words = new ulong[a._words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = a._words[i] | b._words[i];
        }

        return new TruthVector(a.Length, words);
    }

    /// <summary>True where <paramref name="a"/> is and <paramref name="b"/> is not.</summary>
    public static TruthVector operator -(TruthVector a, TruthVector b)
    {
        var words = new ulong[a._words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = a._words[i] & ~b._words[i];
        }

        return new TruthVector(a.Length, words);
    }

    /// <summary>Whether it is true only where <paramref name="other"/> is.</summary>
    public bool Implies(TruthVector other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & ~other._words[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether some point makes both true.</summary>
    public bool Meets(TruthVector other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & other._words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is true only where one of two others is.</summary>
    public bool Implies(TruthVector a, TruthVector b)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & ~(a._words[i] | b._words[i])) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether some point makes it and two others true.</summary>
    public bool Meets(TruthVector a, TruthVector b)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & a._words[i] & b._words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The points where it is true.</summary>
    public IEnumerable<int> Points()
    {
        for (var i = 0; i < _words.Length; i++)
        {
            for (var rest = _words[i]; rest != 0; rest &= rest - 1)
            {
                yield return (i * WordBits) + BitOperations.TrailingZeroCount(rest);
            }
        }
    }

    /// <summary>The same truth values on a choice of points.</summary>
    public TruthVector At(IReadOnlyList<int> points) => Of(points.Count, i => this[points[i]]);

    public bool Equals(TruthVector? other) => other is not null && Length == other.Length && _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => Equals(obj as TruthVector);

    public override int GetHashCode()
    {
        var hash = 14695981039346656037UL;
        foreach (var word in _words)
        {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
        }

        return (int)hash;
    }

    public override string ToString() => string.Concat(Enumerable.Range(0, Length).Select(i => this[i] ? '1' : '0'));
}

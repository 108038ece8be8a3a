using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>Reads and writes bytes of a buffer, at any offset and width, the lowest byte first.</summary>
/// <remarks>
/// An offset that varies is split into all offsets that its known bits allow: with whole elements that is one case
/// for each element, and every other access comes out right as well.
/// </remarks>
internal sealed class BufferMemory(TermFactory terms)
{
    /// <summary>On which inputs an access leaves the buffer.</summary>
    public Term Outside(Term[] buffer, Term offset, int width)
    {
        var last = Bytes(buffer) - (width / 8);
        return last < 0 ? terms.True : terms.ULt(terms.Constant(last, 64), offset);
    }

    /// <summary>What an access reads; the caller has made sure that it stays inside.</summary>
    public Term Read(Term[] buffer, Term offset, int width)
    {
        Term? value = null;
        foreach (var at in Offsets(buffer, offset, width))
        {
            var here = ReadAt(buffer, at, width);
            value = value is null ? here : terms.Ite(terms.Equal(offset, terms.Constant(at, 64)), here, value);
        }

        // No offset is possible at all, so nobody comes here; any value will do.
        return value ?? terms.Constant(Bits128.Zero, width);
    }

    /// <summary>The buffer after a write; the caller has made sure that it stays inside.</summary>
    public Term[] Write(Term[] buffer, Term offset, Term value)
    {
        var after = (Term[])buffer.Clone();
        foreach (var at in Offsets(buffer, offset, value.Width))
        {
            var here = terms.Equal(offset, terms.Constant(at, 64));
            foreach (var (element, content) in WriteAt(buffer, at, value))
            {
                after[element] = terms.Ite(here, content, after[element]);
            }
        }

        return after;
    }

    private static int Bytes(Term[] buffer) => buffer.Length * buffer[0].Width / 8;

    private static IEnumerable<int> Offsets(Term[] buffer, Term offset, int width)
    {
        var last = Bytes(buffer) - (width / 8);
        if (offset.IsConstant)
        {
            return offset.Payload <= (uint)Math.Max(last, 0) ? [(int)offset.Payload] : [];
        }

        return Enumerable.Range(0, last + 1).Where(at => ((uint)at & offset.KnownZeros) == 0 && (~(Bits128)(uint)at & offset.KnownOnes) == 0);
    }

    private Term ReadAt(Term[] buffer, int at, int width)
    {
        Term? value = null;
        foreach (var (element, low, bits) in Pieces(buffer[0].Width, at * 8, width))
        {
            var piece = terms.Extract(buffer[element], low, bits);
            value = value is null ? piece : terms.Concat(piece, value);
        }

        return value!;
    }

    private IEnumerable<(int Element, Term Content)> WriteAt(Term[] buffer, int at, Term value)
    {
        var done = 0;
        foreach (var (element, low, bits) in Pieces(buffer[0].Width, at * 8, value.Width))
        {
            yield return (element, Replace(terms, buffer[element], low, terms.Extract(value, done, bits)));
            done += bits;
        }
    }

    /// <summary>A value with some of its bits replaced.</summary>
    public static Term Replace(TermFactory terms, Term old, int low, Term part)
    {
        var high = low + part.Width;
        var upper = high < old.Width ? terms.Concat(terms.Extract(old, high, old.Width - high), part) : part;
        return low > 0 ? terms.Concat(upper, terms.Extract(old, 0, low)) : upper;
    }

    // The parts of elements that a run of bits covers, the lowest first.
    private static IEnumerable<(int Element, int Low, int Bits)> Pieces(int elementWidth, int from, int width)
    {
        for (var bit = from; bit < from + width;)
        {
            var low = bit % elementWidth;
            var bits = Math.Min(elementWidth - low, from + width - bit);
            yield return (bit / elementWidth, low, bits);
            bit += bits;
        }
    }
}

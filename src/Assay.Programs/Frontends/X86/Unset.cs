using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>
/// The unknown values that registers hold before a program sets them: one for each half of a register, made when it is first
/// looked at, and the same one ever after.
/// </summary>
internal sealed class Unset(TermFactory terms)
{
    private readonly Dictionary<string, Term> _known = [];

    public Flags Flags => field ??= Flags.Of(terms, flag => Deferred.Of(() => Bits($"{flag} (never set)", Sort.Bool)));

    /// <summary>A whole general register.</summary>
    public Number General(int index) =>
        new(terms.Concat(UpperHalf(index), Bits($"{Register.Of(index, 32)} (never set)", Sort.BitVector(32))));

    public Term UpperHalf(int index) => Bits($"{Register.Of(index, 64)}, upper half (never set)", Sort.BitVector(32));

    /// <summary>Some bits of the lower half of a general register, where the other bits are inputs.</summary>
    public Term Part(int index, int low, int width) =>
        Bits($"{Register.Of(index, 32)}, bits {low} to {low + width - 1} (never set)", Sort.BitVector(width));

    /// <summary>The four dwords of a vector register.</summary>
    public Term[] Vector(int index) => [.. Enumerable.Range(0, 4).Select(lane => Lane(index, lane))];

    public Term Lane(int index, int lane) => Bits($"xmm{index}, dword {lane} (never set)", Sort.BitVector(32));

    private Term Bits(string name, Sort sort)
    {
        if (!_known.TryGetValue(name, out var value))
        {
            _known[name] = value = terms.Unknown(name, sort);
        }

        return value;
    }
}

using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>What a program can change: general registers, vector registers, flags and buffers.</summary>
/// <remarks>Everything held here is replaced as a whole and never changed inside, so a copy is shallow.</remarks>
internal sealed class MachineState
{
    private readonly Unset _unset;
    private readonly Word?[] _registers;
    private readonly Term[]?[] _vectors;
    private readonly Term[][] _buffers;

    /// <summary>The state in which nothing is set but the buffers.</summary>
    public MachineState(Unset unset, IEnumerable<Term[]> buffers)
        : this(unset, new Word?[Register.Count], new Term[]?[Register.Count], unset.Flags, [.. buffers])
    {
    }

    private MachineState(Unset unset, Word?[] registers, Term[]?[] vectors, Flags flags, Term[][] buffers)
    {
        _unset = unset;
        _registers = registers;
        _vectors = vectors;
        Flags = flags;
        _buffers = buffers;
    }

    public Flags Flags { get; set; }

    /// <summary>The elements of each buffer.</summary>
    public IReadOnlyList<Term[]> Buffers => _buffers;

    public Word General(int index) => _registers[index] ?? _unset.General(index);

    /// <summary>The four dwords of a vector register, the lowest first.</summary>
    public Term[] Vector(int index) => _vectors[index] ?? _unset.Vector(index);

    public void SetGeneral(int index, Word value) => _registers[index] = value;

    public void SetVector(int index, Term[] dwords) => _vectors[index] = dwords;

    public void SetBuffer(int buffer, Term[] elements) => _buffers[buffer] = elements;

    public MachineState Clone() => new(_unset, [.. _registers], [.. _vectors], Flags, [.. _buffers]);

    public static MachineState Merge(TermFactory terms, Term choice, MachineState a, MachineState b)
    {
        var merged = a.Clone();
        merged.Flags = Flags.Merge(terms, choice, a.Flags, b.Flags);
        for (var i = 0; i < Register.Count; i++)
        {
            if (!ReferenceEquals(a._registers[i], b._registers[i]))
            {
                merged.SetGeneral(i, Word.Merge(terms, choice, a.General(i), b.General(i)));
            }

            if (!ReferenceEquals(a._vectors[i], b._vectors[i]))
            {
                merged.SetVector(i, Merge(terms, choice, a.Vector(i), b.Vector(i)));
            }
        }

        for (var i = 0; i < a._buffers.Length; i++)
        {
            merged.SetBuffer(i, Merge(terms, choice, a._buffers[i], b._buffers[i]));
        }

        return merged;
    }

    private static Term[] Merge(TermFactory terms, Term choice, Term[] a, Term[] b) =>
        ReferenceEquals(a, b) ? a : [.. a.Zip(b, (x, y) => terms.Ite(choice, x, y))];
}

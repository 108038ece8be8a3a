using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>
/// Numbers all inputs of a goal: each input variable has a field of bits in the index, the last variable the lowest.
/// </summary>
internal sealed class InputIndex
{
    private readonly (Term Input, int Offset)[] _fields;

    public InputIndex(IReadOnlyList<Term> inputs)
    {
        _fields = new (Term, int)[inputs.Count];
        for (var i = inputs.Count - 1; i >= 0; i--)
        {
            _fields[i] = (inputs[i], Bits);
            Bits += inputs[i].Width;
        }
    }

    /// <summary>Bits of the index.</summary>
    public int Bits { get; private set; }

    public IReadOnlyList<(Term Input, int Offset)> Fields => _fields;

    public ulong Field(ulong index, Term input, int offset) => (index >> offset) & (ulong)input.Sort.Mask;

    public Dictionary<Term, Value> Input(ulong index) =>
        _fields.ToDictionary(field => field.Input, field => new Value(field.Input.Sort, Field(index, field.Input, field.Offset)));
}

using Assay.Claims;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>Puts the terms of an address into the places that the encoding has for them.</summary>
internal sealed class AddressTerms(LineReader line)
{
    private Register? _base;
    private Register? _index;
    private Signed128 _scale = 1;
    private Signed128 _displacement;

    public void Add(Signed128 number, Place place)
    {
        _displacement += number;
        if (_displacement < int.MinValue || _displacement > int.MaxValue)
        {
            line.Fail(place, "The displacement does not fit in 32 bits.");
        }
    }

    /// <summary>Adds a register, with the scale that was written, if any.</summary>
    public void Add(Register register, Signed128? scale, bool isNegative, Place place)
    {
        if (isNegative)
        {
            line.Fail(place, "A register cannot be subtracted in an address.");
        }
        else if (register.IsVector || register.Width < 32)
        {
            line.Fail(place, $"{register} cannot stand in an address.", "Use a 64-bit register.");
        }
        else if ((_base ?? _index) is { } other && other.Width != register.Width)
        {
            line.Fail(place, $"{other} and {register} differ in size.", "Use 64-bit registers.");
        }
        else if (scale is { } by && (by > 8 || (int)by is not (1 or 2 or 4 or 8)))
        {
            line.Fail(place, $"An index cannot be scaled by {by}.", "Use 1, 2, 4 or 8.");
        }
        else if (scale is null && _base is null)
        {
            _base = register;
        }
        else if (_index is null)
        {
            (_index, _scale) = (register, scale ?? 1);
        }
        else if (_base is null && _scale == 1)
        {
            (_base, _index, _scale) = (_index, register, scale ?? 1);
        }
        else if (_base is null && (scale ?? 1) == 1)
        {
            _base = register;
        }
        else
        {
            line.Fail(place, "An address has one base and one index at most.");
        }
    }

    public MemoryOperand ToOperand(int width, Place place) => new(width, _base, _index, (int)_scale, (int)_displacement, place);
}

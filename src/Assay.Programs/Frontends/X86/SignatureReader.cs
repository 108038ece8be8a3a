using Assay.Claims;

namespace Assay.Programs.Frontends.X86;

/// <summary>Reads a signature such as <c>Sort3(eax, uint ecx, int[3] rdi) -> (eax, rdi)</c>.</summary>
internal sealed class SignatureReader(ClaimText info, ICollection<Problem> problems)
{
    private const string Shape = "Write asm Name(eax, int[3] rdi) -> (eax).";
    private const int MostElements = 1 << 12;

    // The part of a vector register that a declaration means, unless it is an array.
    private const int LaneWidth = 32;
    private const int Lanes = 4;

    private readonly LineReader _line = new(info.Text, info.Start, problems);

    /// <summary>The signature; null when a problem was reported.</summary>
    public AsmSignature? Read()
    {
        var place = _line.Here;
        var name = _line.TakeWord();
        if (name.Length == 0)
        {
            _line.Fail(place, "This block has no signature.", Shape);
        }
        else if (!CSharpNames.IsIdentifier(name) || CSharpNames.IsReserved(name))
        {
            _line.Fail(place, $"'{name}' cannot name a function.", "C# code calls it by this name: use letters, digits and underscores.");
        }

        var inputs = ReadList("the name", []);
        if (!_line.Failed && !_line.TryTake("->"))
        {
            _line.Fail(_line.Here, "The results are missing.", Shape);
        }

        var outputs = ReadList("'->'", inputs);
        if (!_line.Failed && outputs.Count == 0)
        {
            _line.Fail(_line.Here, "The function has no result, so nothing can be said about it.", Shape);
        }

        if (!_line.Failed && !_line.AtEnd)
        {
            _line.Fail(_line.Here, $"'{_line.Next}' is not expected after the results.", Shape);
        }

        return _line.Failed ? null : new AsmSignature(name, inputs, outputs);
    }

    // Results know the inputs, whose types they take over; inputs must not overlap.
    private List<AsmVariable> ReadList(string after, List<AsmVariable> inputs)
    {
        List<AsmVariable> variables = [];
        var isOutput = after == "'->'";
        if (!_line.Failed)
        {
            _line.Expect('(', after);
        }

        while (!_line.Failed && !_line.TryTake(')'))
        {
            if (variables.Count > 0)
            {
                _line.Expect(',', variables[^1].Register.Name);
            }

            if (!_line.Failed && ReadVariable(isOutput ? inputs : null) is { } variable)
            {
                CheckOverlap(variable, isOutput ? [] : variables);
                variables.Add(variable);
            }
        }

        return variables;
    }

    private void CheckOverlap(AsmVariable variable, List<AsmVariable> others)
    {
        if (others.Find(other => other.Register.Overlaps(variable.Register)) is { } overlapped)
        {
            _line.Fail(variable.Place, $"{variable.Register} overlaps {overlapped.Register}, which is an input already.", "Use different registers.");
        }
    }

    private AsmVariable? ReadVariable(List<AsmVariable>? inputs)
    {
        var place = _line.Here;
        var word = _line.TakeWord();
        var type = RegisterTypes.All.GetValueOrDefault(word);
        var length = 0;
        if (type is not null || _line.Next == '[' || _line.PeekWord().Length > 0)
        {
            if (type is null)
            {
                _line.Fail(place, $"'{word}' is no type that a register can have.", NearestSpelling.Advice(word, [.. RegisterTypes.All.Keys]));
                return null;
            }

            length = ReadLength();
            place = _line.Here;
            word = _line.Failed ? "" : _line.TakeWord();
        }

        if (_line.Failed || FindRegister(word, place) is not { } register)
        {
            return null;
        }

        var input = inputs?.Find(other => other.Register == register);
        var variable = type is null && input is not null
            ? input with { Place = place }
            : new AsmVariable(register, type ?? RegisterTypes.Default(register.IsVector ? LaneWidth : register.Width), length, place);
        return Check(variable, input, inputs is not null) ? variable : null;
    }

    private int ReadLength()
    {
        if (!_line.TryTake('['))
        {
            return 0;
        }

        var place = _line.Here;
        var length = _line.TakeNumber() ?? 0;
        if (!_line.Failed && (length < 1 || length > MostElements))
        {
            _line.Fail(place, $"A buffer has 1 to {MostElements} elements, not {length}.");
        }

        if (!_line.Failed)
        {
            _line.Expect(']', "the number of elements");
        }

        return (int)length;
    }

    private Register? FindRegister(string word, Place place)
    {
        if (Register.All.TryGetValue(word, out var register))
        {
            return register;
        }

        if (Register.IsStackPointer(word))
        {
            _line.Fail(place, $"'{word}' is the stack pointer, and there is no stack.", "Use another register.");
        }
        else if (word.Length == 0)
        {
            _line.Fail(place, "A register is missing.", Shape);
        }
        else
        {
            _line.Fail(place, $"There is no register '{word}'.", OperandReader.RegisterAdvice(word));
        }

        return null;
    }

    private bool Check(AsmVariable variable, AsmVariable? input, bool isOutput)
    {
        var register = variable.Register;
        var (width, item) = (register.IsVector ? LaneWidth : register.Width, variable.Item.Bits);
        if (register.IsVector && variable.Length is not 0 and not Lanes)
        {
            _line.Fail(variable.Place, $"{register} holds {Lanes} elements of {LaneWidth} bits.", $"Write int[{Lanes}] {register}.");
        }
        else if (variable.IsBuffer && register.Width != 64)
        {
            _line.Fail(variable.Place, $"{register} cannot hold the address of a buffer.", "Use a 64-bit register.");
        }
        else if (!variable.IsBuffer && item != width)
        {
            _line.Fail(variable.Place, $"{variable.Item.Name} has {item} bits, but {register} {(register.IsVector ? "is declared by its dwords" : $"has {width}")}.", $"Write {RegisterTypes.Default(width)} {register}.");
        }
        else if (isOutput && variable.IsBuffer && (input is null || input.Length != variable.Length || input.Item.Bits != item))
        {
            _line.Fail(variable.Place, input is null ? $"{register} is no buffer among the inputs." : $"{register} is declared as {input.TypeText}, not as {variable.TypeText}.", "A buffer is given in; its final content is the result.");
        }
        else if (isOutput && !variable.IsBuffer && input is { IsBuffer: true })
        {
            _line.Fail(variable.Place, $"{register} is declared as {input.TypeText}, not as {variable.TypeText}.", "A buffer is given in; its final content is the result.");
        }

        return !_line.Failed;
    }
}

using Assay.Claims;

namespace Assay.Programs.Frontends.X86;

/// <summary>Reads the instructions of a block: Intel syntax, a label or an instruction or both on each line, comments after ; or //.</summary>
internal sealed class ProgramReader(ICollection<Problem> problems)
{
    private readonly List<Operation> _operations = [];
    private readonly Dictionary<string, (int Target, Place Place)> _labels = new(StringComparer.Ordinal);

    public IReadOnlyList<Operation> Read(ClaimText code)
    {
        var lines = code.Text.Split('\n').Select(WithoutComment).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            var place = code.Places[Math.Min(i, code.Places.Count - 1)];
            if (ReportForeignSyntax(lines[i], place))
            {
                return [];
            }

            ReadLine(lines[i], place);
        }

        return [.. _operations.Select(Bind)];
    }

    private static string WithoutComment(string line)
    {
        var semicolon = line.IndexOf(';', StringComparison.Ordinal);
        var slashes = line.IndexOf("//", StringComparison.Ordinal);
        var end = (semicolon, slashes) switch
        {
            ( < 0, < 0) => line.Length,
            ( < 0, _) => slashes,
            (_, < 0) => semicolon,
            _ => Math.Min(semicolon, slashes),
        };
        return line[..end].TrimEnd();
    }

    // One message for the whole block: with the operands the other way round every line would be wrong.
    private bool ReportForeignSyntax(string line, Place start)
    {
        var at = line.AsSpan().IndexOfAny('%', '$');
        if (at < 0)
        {
            return false;
        }

        problems.Add(new Problem(
            start with { Column = start.Column + at },
            $"'{line[at]}' belongs to AT&T syntax, which writes operands the other way round.",
            "Give the Intel form, destination first and without prefixes: mov eax, 1 instead of movl $1, %eax."));
        return true;
    }

    private void ReadLine(string text, Place start)
    {
        var line = new LineReader(text, start, problems);
        while (!line.AtEnd && !line.Failed)
        {
            var place = line.Here;
            var word = line.TakeWord();
            if (word.Length == 0)
            {
                line.Fail(place, $"'{line.Next}' starts no instruction.", "Comments start with ; or //.");
            }
            else if (line.TryTake(':'))
            {
                Define(word, place, line);
            }
            else
            {
                ReadInstruction(word, place, line);
            }
        }
    }

    private void Define(string label, Place place, LineReader line)
    {
        if (Register.All.ContainsKey(label) || char.IsAsciiDigit(label[0]))
        {
            line.Fail(place, $"'{label}' cannot name a label.", "Start it with a letter, a dot or an underscore.");
        }
        else if (!_labels.TryAdd(label, (_operations.Count, place)))
        {
            line.Fail(place, $"The label '{label}' is defined in line {_labels[label].Place.Line} already.", "Give each label its own name.");
        }
    }

    private void ReadInstruction(string word, Place place, LineReader line)
    {
        if (!InstructionTable.All.TryGetValue(word, out var instruction))
        {
            ReportUnknown(word, place, line);
            return;
        }

        var operands = ReadOperands(instruction, line);
        if (!line.Failed && !line.AtEnd)
        {
            line.Fail(line.Here, $"'{line.Next}' is not expected here.", "Write one instruction on a line, its operands separated by commas.");
        }

        if (!line.Failed && FormMatch.Of(instruction, operands, line.Since(place), place, line) is { } operation)
        {
            _operations.Add(operation);
        }
    }

    private static List<Operand> ReadOperands(Instruction instruction, LineReader line)
    {
        var reader = new OperandReader(line);
        var isJump = instruction.Forms[0].Operands is [{ Kinds: OperandKinds.Label }];
        List<Operand> operands = [];
        if (line.AtEnd)
        {
            return operands;
        }

        do
        {
            if (reader.Read(isJump) is { } operand)
            {
                operands.Add(operand);
            }
        }
        while (!line.Failed && line.TryTake(','));
        return operands;
    }

    private static void ReportUnknown(string word, Place place, LineReader line)
    {
        if (word.StartsWith('.'))
        {
            line.Fail(place, $"The directive '{word}' means nothing here.", "Remove the line.");
        }
        else if (InstructionTable.Refused.TryGetValue(word, out var reason))
        {
            line.Fail(place, $"'{word}' is not supported.", reason);
        }
        else
        {
            line.Fail(place, $"There is no instruction '{word}' here.", NearestSpelling.Of(word, AsmFunction.Mnemonics) is { } nearest
                ? $"Did you mean '{nearest}'?"
                : "docs/x86.md lists the instructions that Assay knows.");
        }
    }

    private Operation Bind(Operation operation)
    {
        if (operation.Operands is not [LabelOperand label])
        {
            return operation;
        }

        if (_labels.TryGetValue(label.Name, out var found))
        {
            return operation with { Target = found.Target };
        }

        problems.Add(new Problem(label.Place, $"There is no label '{label.Name}'.", NearestSpelling.Advice(label.Name, _labels.Keys)));
        return operation;
    }
}

using System.Globalization;
using Assay.Claims;
using Assay.Claims.Code;
using Assay.Programs.Frontends.X86;

namespace Assay.Programs.Synthesis.Shortening.Registers;

/// <summary>The registers that programs for an assembly function may use, and how such a program is written.</summary>
internal sealed class RegisterLayout
{
    private static readonly string[] SpareOrder = ["edx", "ecx", "eax", "ebx", "esi", "edi", "r8d", "r9d", "r10d", "r11d", "r12d", "r13d", "r14d", "r15d", "ebp"];

    private readonly FunctionFile _function;

    private RegisterLayout(FunctionFile function, AsmSignature signature, int length, int spare)
    {
        _function = function;
        Length = length;
        List<Register> registers = [.. signature.Inputs.Concat(signature.Outputs).Select(variable => variable.Register).Distinct()];
        Width = registers[0].Width;
        registers.AddRange(SpareOrder.Select(name => Register.Of(Register.All[name].Index, Width))
            .Where(candidate => !registers.Any(candidate.Overlaps)).Take(spare));
        Registers = registers;
        Inputs = [.. signature.Inputs.Select(input => registers.IndexOf(input.Register))];
        Outputs = [.. signature.Outputs.Select(output => registers.IndexOf(output.Register))];
    }

    /// <summary>How many instructions the function has.</summary>
    public int Length { get; }

    /// <summary>Bits of every register.</summary>
    public int Width { get; }

    /// <summary>The registers: those of the signature first, then spare ones.</summary>
    public IReadOnlyList<Register> Registers { get; }

    /// <summary>The number of the register of each input.</summary>
    public IReadOnlyList<int> Inputs { get; }

    /// <summary>The number of the register of each result.</summary>
    public IReadOnlyList<int> Outputs { get; }

    /// <summary>Reads it from a function; null with a problem.</summary>
    public static RegisterLayout? Read(FunctionFile function, int spare, ICollection<Problem> problems)
    {
        List<Problem> found = [];
        var signature = new SignatureReader(function.Block.Info, found).Read();
        var length = new ProgramReader(found).Read(function.Block.Code).Count;
        foreach (var problem in found)
        {
            problems.Add(problem);
        }

        if (signature is null || found.Count > 0)
        {
            return null;
        }

        var variables = signature.Inputs.Concat(signature.Outputs).ToList();
        var odd = variables.FirstOrDefault(variable => variable.IsBuffer || variable.Register.IsVector || variable.Register.Low != 0)
            ?? variables.FirstOrDefault(variable => variable.Register.Width != variables[0].Register.Width);
        if (odd is not null)
        {
            problems.Add(new Problem(odd.Place, $"'{odd.TypeText} {odd.Register}' is none of several general registers of one width.", "Programs that keep their values in such registers, as in (eax, ebx) -> (eax), can be shortened."));
            return null;
        }

        return new RegisterLayout(function, signature, length, spare);
    }

    /// <summary>A program as a file that other commands read.</summary>
    public string Text(IReadOnlyList<RegisterInstruction> program) => $"; {_function.Block.Info.Text}\n{Lines(program)}";

    /// <summary>A program as a code block, with the name of its function.</summary>
    public (CodeBlock Block, string Name) Block(IReadOnlyList<RegisterInstruction> program)
    {
        var name = _function.Name + "_shortest";
        var lines = Lines(program);
        var code = new ClaimText(lines, [.. lines.Split('\n').Select((_, line) => new Place("shortest", line + 1, 1))]);
        return (new AssemblyFile(_function.Block.Info, code).Renamed(name).ToBlock(), name);
    }

    private string Lines(IReadOnlyList<RegisterInstruction> program) => string.Concat(program.Select(Line));

    private string Line(RegisterInstruction instruction)
    {
        var target = $"{instruction.Operation.Name} {Registers[instruction.Target]}";
        return instruction.Operation.Kind switch
        {
            RegisterOperation.Shape.Unary => $"{target}\n",
            RegisterOperation.Shape.Count => string.Create(CultureInfo.InvariantCulture, $"{target}, {instruction.Operation.Number}\n"),
            _ => $"{target}, {Registers[instruction.Source]}\n",
        };
    }
}

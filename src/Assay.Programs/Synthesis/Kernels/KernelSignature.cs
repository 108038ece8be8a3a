using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Claims;
using Assay.Programs.Frontends.X86;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>
/// What the comment in a kernel's first line says: <c>Sort3(eax, ebx, ecx) -> (eax, ebx, ecx)</c>, or <c>int[3] rdi</c> for
/// values in memory.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Inputs">The registers that hold values, or the one that holds their address.</param>
/// <param name="Results">Where the results have to stand, the least first.</param>
/// <param name="Buffer">The number of values in memory; 0 where they are in registers.</param>
/// <param name="BufferWidth">Bits of a value in memory.</param>
/// <param name="Place">Where it stands.</param>
internal sealed partial record KernelSignature(
    string Name, IReadOnlyList<string> Inputs, IReadOnlyList<string> Results, int Buffer, int BufferWidth, Place Place)
{
    /// <summary>The signature in a comment; null when there is none, or when it has problems.</summary>
    public static KernelSignature? Read(KernelWord? comment, bool isEnumerated, ICollection<Problem> problems)
    {
        if (comment is not { } word || Shape().Match(word.Text) is not { Success: true } match)
        {
            return null;
        }

        var found = problems.Count;
        var (inputs, buffer, width) = List(match.Groups["inputs"], word.Place, isEnumerated, problems);
        var (results, resultBuffer, _) = List(match.Groups["results"], word.Place, isEnumerated, problems);
        if (problems.Count > found)
        {
            return null;
        }

        if (buffer > 0 && (inputs.Count != 1 || results.Count != 1 || results[0] != inputs[0] || (resultBuffer > 0 && resultBuffer != buffer)))
        {
            problems.Add(new Problem(word.Place, "A kernel over memory has one buffer, which is its result too.", $"Write for example: Sort3(int[3] {inputs[0]}) -> ({inputs[0]})"));
        }
        else if (buffer == 0 && (inputs.Count == 0 || inputs.Count != results.Count || results.Distinct().Count() < results.Count || inputs.Distinct().Count() < inputs.Count))
        {
            problems.Add(new Problem(word.Place, $"A kernel has as many results as values, each in a register of its own; here are {inputs.Count} values and {results.Count} results.", "Write for example: Sort3(eax, ebx, ecx) -> (eax, ebx, ecx)"));
        }

        return problems.Count > found ? null : new KernelSignature(match.Groups["name"].Value, inputs, results, buffer, width, word.Place);
    }

    private static (IReadOnlyList<string> Registers, int Buffer, int Width) List(Group group, Place start, bool isEnumerated, ICollection<Problem> problems)
    {
        List<string> registers = [];
        var (buffer, width) = (0, 0);
        foreach (var item in Item().Matches(group.Value).Where(item => item.Value.Trim().Length > 0))
        {
            var place = start with { Column = start.Column + group.Index + item.Index + item.Length - item.Value.TrimStart().Length };
            if (Declared().Match(item.Value.Trim()) is not { Success: true } declared)
            {
                problems.Add(new Problem(place, $"'{item.Value.Trim()}' declares no register.", "Write for example: eax"));
                continue;
            }

            var (type, register) = (declared.Groups["type"].Value, declared.Groups["register"].Value.ToLowerInvariant());
            if (type is not ("" or "int" or "long"))
            {
                problems.Add(new Problem(place, $"Values of type {type} are not audited: a kernel sorts int or long.", "Ask with 'assay prove' or a claim document."));
            }
            else if (isEnumerated ? !EnumeratedSyntax.IsRegister(register) : !Register.All.ContainsKey(register))
            {
                problems.Add(new Problem(place, $"There is no register '{register}'.", isEnumerated ? "Registers are r1, r2, ... and s1, s2, ..." : OperandReader.RegisterAdvice(register)));
            }

            else if (type.Length > 0 && !declared.Groups["length"].Success && !isEnumerated && Register.All[register] is { IsVector: false } held && held.Width != WidthOf(type))
            {
                problems.Add(new Problem(place, $"{type} has {WidthOf(type)} bits, but {register} has {held.Width}.", "Leave the type out."));
            }

            registers.Add(register);
            if (declared.Groups["length"] is { Success: true } length)
            {
                (buffer, width) = (int.Parse(length.Value, CultureInfo.InvariantCulture), WidthOf(type));
            }
        }

        return (registers, buffer, width);
    }

    private static int WidthOf(string type) => type == "long" ? 64 : 32;

    [GeneratedRegex(@"^(asm\s+)?(?<name>[A-Za-z_]\w*)\s*\((?<inputs>[^()]*)\)\s*->\s*\((?<results>[^()]*)\)$")]
    private static partial Regex Shape();

    [GeneratedRegex("[^,]+")]
    private static partial Regex Item();

    [GeneratedRegex(@"^((?<type>[A-Za-z]+)(\[(?<length>\d{1,4})\])?\s+)?(?<register>\w+)$")]
    private static partial Regex Declared();
}

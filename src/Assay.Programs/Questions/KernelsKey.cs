using System.Globalization;
using Assay.Claims;
using Assay.Programs.Synthesis;

namespace Assay.Programs.Questions;

/// <summary>Reads the key <c>kernels</c>: which sorting kernels a claim is about.</summary>
internal static class KernelsKey
{
    /// <summary>The key.</summary>
    public const string Name = "kernels";

    private const string Form = "Write as in: 3 values, 1 spare, cmov. The last is the instruction set; 'spare starts least' may follow.";

    /// <summary>Reads the text; null when it has problems, which are all reported.</summary>
    public static KernelRequest? Read(ClaimText text, ICollection<Problem> problems)
    {
        int? values = null;
        var request = new KernelRequest(0);
        var offset = 0;
        foreach (var part in text.Text.Split(','))
        {
            var words = part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var place = text.At(offset + part.Length - part.TrimStart().Length);
            offset += part.Length + 1;
            switch (words)
            {
                case [var number, "value" or "values"] when Number(number) is { } count:
                    values = count;
                    break;
                case [var number, "spare"] when Number(number) is { } count:
                    request = request with { Spares = count };
                    break;
                case ["spare", "starts", "least"]:
                    request = request with { SparesStartLeast = true };
                    break;
                case [var set] when SortingKernels.InstructionSets.ContainsKey(set):
                    request = request with { Instructions = set };
                    break;
                case [var word]:
                    problems.Add(new Problem(place, $"There is no instruction set '{word}'.", NearestSpelling.Advice(word, [.. SortingKernels.InstructionSets.Keys])));
                    return null;
                default:
                    problems.Add(new Problem(place, $"'{part.Trim()}' says nothing about kernels.", Form));
                    return null;
            }
        }

        if (values is null)
        {
            problems.Add(new Problem(text.Start, "How many values are sorted is not said.", Form));
            return null;
        }

        return request with { Values = values.Value };
    }

    private static int? Number(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

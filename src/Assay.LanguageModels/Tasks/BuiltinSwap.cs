using Assay.Statistics;

namespace Assay.LanguageModels.Tasks;

/// <summary>
/// A Python function whose text is to be completed after two built-in names were exchanged (Miceli-Barone et al., The Larger They Are,
/// the Harder They Fail, 2023); in place of their snippets a small function with an example, so that running it tells which completion is right.
/// </summary>
/// <param name="First">A built-in function that makes a number of a list of numbers.</param>
/// <param name="Second">The other one.</param>
/// <param name="Wanted">The one of both whose usual meaning the function is to have.</param>
/// <param name="Numbers">The numbers of the example; every built-in function makes another number of them.</param>
internal sealed record BuiltinSwap(string First, string Second, string Wanted, IReadOnlyList<int> Numbers)
{
    private const ulong Purpose = 0x7A5C_0003;
    private const int MostNumber = 20;

    private static readonly (string Name, string Function, string Meaning)[] Builtins =
    [
        ("len", "count", "how many numbers there are"),
        ("sum", "total", "the total of the numbers"),
        ("min", "smallest", "the smallest of the numbers"),
        ("max", "largest", "the largest of the numbers"),
    ];

    /// <summary>The one that the function has to be completed with after the exchange: the other name.</summary>
    public string Right => Wanted == First ? Second : First;

    /// <summary>What the function is to return for its numbers.</summary>
    public int Value => Usual(Wanted, Numbers);

    /// <summary>The instance of a seed.</summary>
    public static BuiltinSwap Make(ulong seed)
    {
        var random = new Philox(seed, Purpose);
        var first = random.Below(Builtins.Length);
        var second = (first + 1 + random.Below(Builtins.Length - 1)) % Builtins.Length;
        while (true)
        {
            int[] numbers = [.. Enumerable.Range(0, 2 + random.Below(4)).Select(_ => 1 + random.Below(MostNumber))];
            if (Builtins.Select(builtin => Usual(builtin.Name, numbers)).Distinct().Count() == Builtins.Length)
            {
                return new BuiltinSwap(Builtins[first].Name, Builtins[second].Name, Builtins[random.Below(2) == 0 ? first : second].Name, numbers);
            }
        }
    }

    /// <summary>The program up to where the completion begins.</summary>
    /// <param name="isTwin">Whether the line that exchanges the names is left out.</param>
    public string Prompt(bool isTwin)
    {
        var (_, function, meaning) = Builtins.Single(builtin => builtin.Name == Wanted);
        var exchange = isTwin ? "" : $"{First}, {Second} = {Second}, {First}\n\n\n";
        return $"{exchange}def {function}(numbers):\n    \"\"\"Return {meaning}.\n\n    >>> {function}([{string.Join(", ", Numbers)}])\n    {Value}\n    \"\"\"\n    return";
    }

    /// <summary>The whole program with a completion.</summary>
    public string Program(string name, bool isTwin) => $"{Prompt(isTwin)} {name}(numbers)\n";

    /// <summary>What a completed program returns for its numbers: names mean each other after the exchange.</summary>
    public int Run(string name, bool isTwin) => Usual(isTwin ? name : name == First ? Second : name == Second ? First : name, Numbers);

    private static int Usual(string name, IReadOnlyList<int> numbers) => name switch
    {
        "len" => numbers.Count,
        "sum" => numbers.Sum(),
        "min" => numbers.Min(),
        "max" => numbers.Max(),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}

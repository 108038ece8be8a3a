using Assay.Statistics;

namespace Assay.LanguageModels.Tasks;

/// <summary>Where names of variables are drawn from.</summary>
internal static class NamePool
{
    private const ulong Purpose = 0x7A5C_0002;

    // None that looks like a digit; none that is a word of some language.
    private static readonly string[] Letters = [.. "abcdefghjkmnpqrstuvwxyz".Select(letter => letter.ToString())];
    private static readonly string[] Words =
        ["angle", "basket", "candle", "depth", "engine", "forest", "garden", "height", "island", "jacket", "kettle", "ladder", "mirror", "needle", "orange", "pencil"];
    private static readonly string[] Registers = ["eax", "ebx", "ecx", "edx", "esi", "edi"];

    /// <summary>The kinds of names.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["letters", "words", "registers"];

    /// <summary>All names of a kind.</summary>
    public static IReadOnlyList<string> Of(string kind) => kind switch
    {
        "letters" => Letters,
        "words" => Words,
        "registers" => Registers,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Names, all different, for the variables of an instance; a twin has the same.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="count">How many; at most six.</param>
    /// <param name="seed">The seed of the instance.</param>
    public static IReadOnlyList<string> Draw(string kind, int count, ulong seed)
    {
        string[] names = [.. Of(kind)];
        var random = new Philox(seed, Purpose);
        for (var i = 0; i < count; i++)
        {
            var j = i + random.Below(names.Length - i);
            (names[i], names[j]) = (names[j], names[i]);
        }

        return names[..count];
    }
}

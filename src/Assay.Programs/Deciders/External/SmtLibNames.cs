namespace Assay.Programs.Deciders.External;

/// <summary>Makes names into symbols of SMT-LIB, each once.</summary>
internal sealed class SmtLibNames
{
    // A quoted symbol is the same as the plain one, so variables must not be called like functions of the theories.
    private static readonly string[] Theories =
    [
        "_", "!", "as", "par", "true", "false", "not", "and", "or", "xor", "ite", "distinct", "abs", "div", "mod", "concat", "extract", "repeat",
        "select", "store", "exists", "forall", "let", "fp", "NaN", "to_fp", "RNE", "RNA", "RTP", "RTN", "RTZ",
        "bvnot", "bvand", "bvor", "bvxor", "bvneg", "bvadd", "bvsub", "bvmul", "bvudiv", "bvurem", "bvsdiv", "bvsrem",
        "bvshl", "bvlshr", "bvashr", "bvult", "bvslt",
    ];

    private readonly HashSet<string> _taken = new(Theories, StringComparer.Ordinal);
    private int _fresh;

    /// <summary>A quoted symbol that resembles a name.</summary>
    public string Symbol(string name)
    {
        // Bars and backslashes cannot stand in quoted symbols; symbols that start with @ or . belong to solvers.
        var kept = string.Concat(name.Select(c => c is '|' or '\\' or < ' ' or > '~' ? '_' : c)).TrimStart('@', '.');
        kept = kept.Length == 0 ? "_" : kept;
        var symbol = kept;
        for (var i = 2; !_taken.Add(symbol); i++)
        {
            symbol = $"{kept}#{i}";
        }

        return $"|{symbol}|";
    }

    /// <summary>A symbol for a term without a name.</summary>
    public string Fresh()
    {
        string symbol;
        do
        {
            symbol = $"t{_fresh++}";
        }
        while (!_taken.Add(symbol));
        return symbol;
    }
}

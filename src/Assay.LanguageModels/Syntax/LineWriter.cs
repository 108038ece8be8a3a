using System.Text;

namespace Assay.LanguageModels.Syntax;

/// <summary>Lines with indents; and the names of variables that stand for something, scope after scope.</summary>
/// <param name="names">The names of variables.</param>
internal sealed class LineWriter(IReadOnlyList<string> names)
{
    private const int Indent = 4;

    private readonly StringBuilder _text = new();
    private readonly Stack<HashSet<int>> _declared = new([[]]);

    /// <summary>How many scopes there were.</summary>
    public int Scopes { get; private set; }

    /// <summary>The name of a variable.</summary>
    public string this[int variable] => names[variable];

    /// <summary>One more line.</summary>
    public void Line(string text) => _text.Append(' ', Indent * (_declared.Count - 1)).Append(text).Append('\n');

    /// <summary>Whether the variable is written for the first time in its scope, and so has to be declared; asked once.</summary>
    public bool Declares(int variable) => _declared.All(scope => !scope.Contains(variable)) && _declared.Peek().Add(variable);

    /// <summary>Writes something in a scope in which names are other variables.</summary>
    public void Scope(IReadOnlyList<int> shadowed, Action write)
    {
        Scopes++;
        var outside = _declared.ToArray();
        _declared.Clear();
        foreach (var scope in outside.Reverse())
        {
            _declared.Push([.. scope.Except(shadowed)]);
        }

        _declared.Push([]);
        write();
        _declared.Clear();
        foreach (var scope in outside.Reverse())
        {
            _declared.Push(scope);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}

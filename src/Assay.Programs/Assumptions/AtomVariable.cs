using Assay.Claims;
using System.Globalization;
using Assay.Programs.Execution;
using Assay.Programs.Questions;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>A scalar that assumptions may speak of.</summary>
/// <param name="Text">How C# reaches it, such as <c>a</c>, <c>v[0]</c> or <c>p.Item1</c>.</param>
/// <param name="Term">Its term.</param>
/// <param name="Type">Its type.</param>
internal sealed record AtomVariable(string Text, Term Term, ClrType Type)
{
    public bool IsInteger => Type.Kind == ClrKind.Integer && Type.EnumMembers is null;

    /// <summary>The scalars of these variables that C# can name.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="parts">The terms of all their scalar parts in order.</param>
    public static IEnumerable<AtomVariable> Of(IReadOnlyList<InputVariable> variables, IReadOnlyList<Term> parts) =>
        variables.SelectMany(variable => Paths(variable.Name, variable.Type, variable.Length))
            .Zip(parts, (path, term) => path.Text is null ? null : new AtomVariable(path.Text, term, path.Type))
            .OfType<AtomVariable>();

    // A null text keeps the place of a part that has no name.
    private static IEnumerable<(string? Text, ClrType Type)> Paths(string? text, ClrType type, int length) => type.Kind switch
    {
        ClrKind.Array or ClrKind.Span => Enumerable.Range(0, length).SelectMany(i =>
            Paths(text is null ? null : string.Create(CultureInfo.InvariantCulture, $"{text}[{i}]"), type.Element!, 0)),
        ClrKind.Struct => type.Fields.SelectMany(field => Paths(text is null || NameOf(field) is not { } name ? null : $"{text}.{name}", field.Type, 0)),
        _ => [(text, type)],
    };

    // The field behind an automatic property stands for the property.
    private static string? NameOf(ClrField field)
    {
        var name = field.Name.StartsWith('<') ? field.Name[1..Math.Max(1, field.Name.IndexOf('>', StringComparison.Ordinal))] : field.Name;
        return CSharpNames.IsIdentifier(name) && name[0] != '_' ? name : null;
    }
}

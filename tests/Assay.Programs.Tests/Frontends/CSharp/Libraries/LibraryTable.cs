using System.Text;

namespace Assay.Programs.Tests.Frontends.CSharp.Libraries;

/// <summary>The list of library methods in the documentation: types that have the same methods stand together.</summary>
internal static class LibraryTable
{
    public static string Of(IEnumerable<LibraryMethod> methods)
    {
        var types = methods.GroupBy(method => method.Method.DeclaringType!)
            .Select(group => (Name: LibraryMethod.NameOf(group.Key), Signatures: group.Select(method => method.Signature).Order(StringComparer.Ordinal).ToList()))
            .ToList();
        var text = new StringBuilder();
        foreach (var (name, signatures) in types.Where(type => char.IsUpper(type.Name[0]) && !type.Name.EndsWith("128", StringComparison.Ordinal)))
        {
            text.Append(null, $"\n**{name}**: {Shown(signatures)}\n");
        }

        // Methods of number types, by the set of types that have them.
        var numbers = types.Where(type => !(char.IsUpper(type.Name[0]) && !type.Name.EndsWith("128", StringComparison.Ordinal))).ToList();
        var owners = numbers.SelectMany(type => type.Signatures.Select(signature => (signature, type.Name)))
            .GroupBy(pair => pair.signature, pair => pair.Name).GroupBy(group => string.Join(", ", group), group => group.Key);
        foreach (var group in owners)
        {
            text.Append(null, $"\n**{group.Key}**: {Shown([.. group.Order(StringComparer.Ordinal)])}\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Shown(List<string> signatures) => string.Join(", ", signatures.Select(signature => $"`{signature}`"));
}

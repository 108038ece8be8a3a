namespace Assay.LanguageModels.Syntax;

/// <summary>All ways to write programs.</summary>
internal static class Syntaxes
{
    /// <summary>One of each.</summary>
    public static IReadOnlyList<ISyntax> All { get; } = [new PythonSyntax(), new CSharpSyntax(), new CSyntax(), new RegisterSyntax(), new BoxSyntax()];
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.Claims.Code;

/// <summary>An ordinary C# file, made into members that a claim document can hold.</summary>
/// <remarks>
/// Using directives and namespaces are taken away, and what nothing makes visible becomes internal. Every line that is
/// left still knows its place in the file.
/// </remarks>
public sealed class CSharpFile
{
    private const string Opening = "class C {\n";
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    private readonly string _file;
    private readonly PlacedText _text;

    private readonly HashSet<string> _names;

    private CSharpFile(string file, PlacedText text, ClassDeclarationSyntax members)
    {
        _file = file;
        _text = text;
        _names = [.. members.Members.SelectMany(Names)];
        Functions = CSharpFunction.In(members);
    }

    /// <summary>The methods of the file, those of nested types included, in order.</summary>
    public IReadOnlyList<CSharpFunction> Functions { get; }

    /// <summary>Reads the text of a file; errors in it are left to the compiler.</summary>
    public static CSharpFile Parse(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        var placed = new PlacedText(file, text);
        foreach (var span in OuterParts(CSharpSyntaxTree.ParseText(text, Options).GetCompilationUnitRoot()))
            placed.Blank(span.Start, span.End);

        var members = CSharpSyntaxTree.ParseText($"{Opening}{placed}\n}}", Options).GetCompilationUnitRoot();
        var declared = members.Members.OfType<ClassDeclarationSyntax>().First();
        foreach (var member in declared.DescendantNodes().OfType<MemberDeclarationSyntax>())
            MakeVisible(member, placed);
        return new CSharpFile(file, placed, declared);
    }

    /// <summary>The first name from this one on that a class around the members may have: no member has the name of its class.</summary>
    public string WrapperName(string wanted)
    {
        while (_names.Contains(wanted))
            wanted += "_";
        return wanted;
    }

    /// <summary>The members as a code block.</summary>
    public CodeBlock ToBlock() => Block(_text.ToClaimText());

    /// <summary>The members as a code block that holds them in a static class of this name.</summary>
    public CodeBlock ToBlock(string wrapper)
    {
        var members = _text.ToClaimText();
        return Block(new ClaimText(
            $"internal static class {wrapper} {{\n{members.Text}\n}}",
            [members.Places[0], .. members.Places, members.Places[^1]]));
    }

    private static IEnumerable<string> Names(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.Text],
        PropertyDeclarationSyntax property => [property.Identifier.Text],
        BaseTypeDeclarationSyntax type => [type.Identifier.Text],
        DelegateDeclarationSyntax type => [type.Identifier.Text],
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.Text),
        _ => [],
    };

    private CodeBlock Block(ClaimText code) => new("csharp", ClaimText.Of("", new Place(_file, 1, 1)), code);

    private static IEnumerable<Microsoft.CodeAnalysis.Text.TextSpan> OuterParts(CompilationUnitSyntax root)
    {
        foreach (var list in root.AttributeLists)
            yield return list.Span;
        foreach (var node in root.DescendantNodesAndSelf(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax))
        {
            switch (node)
            {
                case UsingDirectiveSyntax or ExternAliasDirectiveSyntax:
                    yield return node.Span;
                    break;
                case FileScopedNamespaceDeclarationSyntax scoped:
                    yield return new(scoped.SpanStart, scoped.SemicolonToken.Span.End - scoped.SpanStart);
                    break;
                case NamespaceDeclarationSyntax block:
                    yield return new(block.SpanStart, block.OpenBraceToken.Span.End - block.SpanStart);
                    yield return block.CloseBraceToken.Span;
                    break;
            }
        }
    }

    private static void MakeVisible(MemberDeclarationSyntax member, PlacedText text)
    {
        var keyword = member switch
        {
            MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method => method.ReturnType.SpanStart,
            TypeDeclarationSyntax type => type.Keyword.SpanStart,
            EnumDeclarationSyntax type => type.EnumKeyword.SpanStart,
            _ => -1,
        };
        if (keyword < 0 || member.Parent is InterfaceDeclarationSyntax)
            return;

        var hiding = member.Modifiers.FirstOrDefault(token => token.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.FileKeyword);
        if (hiding != default)
            text.Blank(hiding.SpanStart - Opening.Length, hiding.Span.End - Opening.Length);
        else if (member.Modifiers.Any(token => token.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword))
            return;
        text.Insert((member.Modifiers.Count > 0 ? member.Modifiers[0].SpanStart : keyword) - Opening.Length, "internal");
    }
}

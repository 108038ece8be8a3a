using Assay.Claims;
using Assay.Claims.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.LanguageModels.Rewrites;

/// <summary>A C# method to shorten; its length is the number of operations that are written, see <see cref="WrittenOperations"/>.</summary>
internal sealed class FunctionProblem : RewriteProblem
{
    private const string Before = "Original";
    private const string After = "Rewritten";

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    private readonly string _signature;

    private FunctionProblem(string name, RewriteCode original, MethodDeclarationSyntax method, IReadOnlyList<string> assumptions)
        : base(name, assumptions) => (Original, _signature) = (original, SignatureOf(method));

    /// <inheritdoc/>
    public override RewriteCode Original { get; }

    /// <inheritdoc/>
    public override string Unit => "operation";

    /// <inheritdoc/>
    protected override string Language => "csharp";

    /// <inheritdoc/>
    protected override string Task => "Rewrite this C# method with fewer operators, calls, branches and loops.";

    /// <inheritdoc/>
    protected override string Form => "Keep its name, parameters and return type. Overflow wraps around.";

    /// <summary>The problem of a file that holds one method.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="file">The name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="assumptions">What is assumed of the parameters.</param>
    public static (RewriteProblem? Problem, Problem? Wrong) Of(string name, string file, string text, IReadOnlyList<string> assumptions)
    {
        var lines = text.ReplaceLineEndings("\n");
        var (reading, method) = Read(lines, Before, file);
        return reading is RewriteCode original
            ? (new FunctionProblem(name, original, method!, assumptions), null)
            : (null, new Problem(Place.Whole(file), ((Unread)reading).Reason, "A file with one static method can be rewritten."));
    }

    // Both are compiled together to be compared: a reply could call the method that it is compared with.
    private string WrapperOfOriginal => Original.Name[..Original.Name.IndexOf('.', StringComparison.Ordinal)];

    /// <inheritdoc/>
    public override RewriteReading Read(string text)
    {
        var (reading, method) = Read(text, After, "reply");
        return method is null ? reading
            : SignatureOf(method) is var signature && signature != _signature ? new Unread(UnreadReason.OtherSignature, $"It is for {signature}.")
            : method.DescendantTokens().Any(token => token.ValueText == WrapperOfOriginal) ? new Unread(UnreadReason.Refused, "It speaks of the original, which it is to take the place of.")
            : reading;
    }

    // The text may not leave the class that is put around it: there it could give other meanings to the names that the original uses.
    private static (RewriteReading Reading, MethodDeclarationSyntax? Method) Read(string text, string wrapper, string file)
    {
        var parsed = CSharpFile.Parse(file, text);
        wrapper = parsed.WrapperName(wrapper);
        var block = parsed.ToBlock(wrapper);
        var tree = CSharpSyntaxTree.ParseText(block.Code.Text, Options);
        if (tree.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
        {
            return (new Unread(UnreadReason.Refused, $"{error.Id}: {error.GetMessage(null)}."), null);
        }

        SyntaxNode inner = tree.GetCompilationUnitRoot();
        while (inner is CompilationUnitSyntax or ClassDeclarationSyntax && Members(inner) is [var only])
        {
            inner = only;
        }

        return inner is MethodDeclarationSyntax method && parsed.Functions is [var function]
            ? (new RewriteCode(text, block, $"{wrapper}.{function.Name}", WrittenOperations.In(method)), method)
            : (new Unread(UnreadReason.Refused, "It is not one method."), null);
    }

    private static SyntaxList<MemberDeclarationSyntax> Members(SyntaxNode node) =>
        node is CompilationUnitSyntax { AttributeLists.Count: 0 } unit ? unit.Members : node is ClassDeclarationSyntax type ? type.Members : default;

    // Names of parameters may change.
    private static string SignatureOf(MethodDeclarationSyntax method) =>
        $"{Plain(method.ReturnType)} {method.Identifier.Text}{method.TypeParameterList}({string.Join(", ", method.ParameterList.Parameters.Select(parameter =>
            string.Join(' ', [.. parameter.Modifiers.Select(modifier => modifier.Text), parameter.Type is null ? "?" : Plain(parameter.Type)])))})";

    private static string Plain(TypeSyntax type) => type.NormalizeWhitespace().ToString();
}

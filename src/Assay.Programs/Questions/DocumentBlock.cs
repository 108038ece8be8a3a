using Assay.Claims;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Frontends.CSharp;
using Assay.Programs.Frontends.X86;

namespace Assay.Programs.Questions;

/// <summary>A code block of a document as it is compiled: C# text, or the declaration of an assembly function.</summary>
/// <param name="Source">The C# text.</param>
/// <param name="FunctionName">The name of the assembly function, or null.</param>
/// <param name="Function">The assembly function, or null.</param>
internal sealed record DocumentBlock(SourceText Source, string? FunctionName = null, IExternalFunction? Function = null)
{
    /// <summary>The numbers of elements of the assembly function's buffers; 0 for other parameters.</summary>
    public IReadOnlyList<int> ParameterLengths { get; init; } = [];

    /// <summary>Whether the text ends the class that it should fill and goes on behind it.</summary>
    public bool LeavesItsClass =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseCompilationUnit(Source.ToString()) is { Members.Count: > 1 } or { AttributeLists.Count: > 0 };

    private const string Usings = "using System; using System.Numerics; using System.Runtime.CompilerServices; using static " + Vocabulary.ClassName + ";";

    /// <summary>The declarations of the small vocabulary that every claim may use.</summary>
    public static SourceText VocabularySource()
    {
        var source = new SourceText("vocabulary.cs", new object());
        source.Add(Vocabulary.Source);
        return source;
    }

    /// <summary>A block of C#: members of the document's one static class.</summary>
    public static DocumentBlock CSharp(int number, ClaimText code)
    {
        var owner = new object();
        var source = Open($"block_{number}.cs", owner);
        source.Add(code);
        source.Add("}");
        return new DocumentBlock(source);
    }

    /// <summary>A block of assembly.</summary>
    public static DocumentBlock Assembly(int number, AsmFunction function, Place place)
    {
        var source = Open($"block_{number}.cs", new object());
        source.Add(function.Declaration, place);
        source.Add("}");
        return new DocumentBlock(source, function.Name, function) { ParameterLengths = function.ParameterLengths };
    }

    private static SourceText Open(string name, object owner)
    {
        var source = new SourceText(name, owner);
        source.Add(Usings);
        source.Add($"static partial class {CilAssembly.DocumentClass} {{");
        return source;
    }
}

using Assay.Claims;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Frontends.CSharp;

namespace Assay.Programs.Questions;

/// <summary>A claim for one choice of its types, with its lines taken apart and not yet compiled.</summary>
internal sealed class ClaimForm
{
    private const string Usings = "using System; using System.Numerics; using System.Runtime.CompilerServices; using static " + Vocabulary.ClassName + ";";

    public required Claim Claim { get; init; }

    /// <summary>Unique among the forms of a document.</summary>
    public required int Number { get; init; }

    public required TypeChoice Types { get; init; }

    /// <summary>The variables in the order of the claim, those of <c>for-all</c> first.</summary>
    public required IReadOnlyList<DeclaredVariable> Variables { get; init; }

    /// <summary>The statement, or null when the claim compares two functions.</summary>
    public ClaimText? Statement { get; init; }

    public IReadOnlyList<ClaimText> Assumptions { get; init; } = [];

    /// <summary>Under <c>find</c> the assumption that is expected, or null.</summary>
    public ClaimText? Expected { get; init; }

    /// <summary>The functions under <c>equal</c>, or null.</summary>
    public (ClaimText Before, ClaimText After)? Equal { get; init; }

    /// <summary>The value of each variable under <c>witness</c>, in the order of the variables; empty when none is given.</summary>
    public IReadOnlyList<ClaimText> Witness { get; init; } = [];

    public string ClassName => $"{CilAssembly.ClaimClassPrefix}{Number}";

    /// <summary>What an assumption may speak of: all variables, or those of <c>for-all</c> where others are bound behind it.</summary>
    public IReadOnlyList<DeclaredVariable> AssumptionVariables => Alternates ? [.. Variables.Where(variable => !variable.IsBound)] : Variables;

    /// <summary>Whether <c>exists</c> stands behind <c>for-all</c>.</summary>
    public bool Alternates => Variables.Any(variable => variable.IsBound) && Variables.Any(variable => !variable.IsBound);

    /// <summary>The C# text that stands for the claim.</summary>
    public SourceText Source()
    {
        var source = Open(ClassName);
        if (Statement is not null)
        {
            AddMethod(source, "bool", "Statement", Variables, Statement);
        }

        for (var i = 0; i < Assumptions.Count; i++)
        {
            AddMethod(source, "bool", $"Assume{i}", AssumptionVariables, Assumptions[i]);
        }

        if (Expected is not null)
        {
            AddMethod(source, "bool", "Expected", Variables, Expected);
        }

        if (Equal is not null)
        {
            // Carries the variables' types; nobody calls it.
            AddMethod(source, "bool", "Signature", Variables, ClaimText.Of("true", Claim.Place));
        }

        AddValues(source, "Witness", Witness);
        return Close(source);
    }

    /// <summary>Text with one method for the value of each variable.</summary>
    public SourceText ValuesSource(string className, IReadOnlyList<ClaimText> values)
    {
        var source = Open(className);
        AddValues(source, "Witness", values);
        return Close(source);
    }

    /// <summary>Text with one method for each expression, over the claim's variables.</summary>
    public SourceText ExpressionsSource(string className, IReadOnlyList<(string Type, string Text)> expressions)
    {
        var source = Open(className);
        for (var i = 0; i < expressions.Count; i++)
        {
            AddMethod(source, expressions[i].Type, $"Side{i}", Variables, ClaimText.Of(expressions[i].Text, Claim.Place));
        }

        return Close(source);
    }

    private SourceText Open(string className)
    {
        var source = new SourceText(className + ".cs", this);
        source.Add(Usings);
        foreach (var (name, type, place) in Types.Aliases)
        {
            source.Add($"using {name} =");
            source.Add(type, place);
            source.Add(";");
        }

        source.Add($"static partial class {CilAssembly.DocumentClass} {{ static class {className} {{");
        return source;
    }

    private static SourceText Close(SourceText source)
    {
        source.Add("} }");
        return source;
    }

    private void AddValues(SourceText source, string name, IReadOnlyList<ClaimText> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            AddMethod(source, Variables[i].TypeText, $"{name}{i}", [], values[i]);
        }
    }

    private static void AddMethod(SourceText source, string type, string name, IReadOnlyList<DeclaredVariable> variables, ClaimText body)
    {
        source.Add($"static {type} {name}(");
        for (var i = 0; i < variables.Count; i++)
        {
            source.Add($"{variables[i].TypeText} {variables[i].Name}{(i + 1 < variables.Count ? "," : "")}", variables[i].Place);
        }

        source.Add(") =>");
        source.Add(body);
        source.Add(";");
    }
}

using Assay.Claims;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Frontends.CSharp;
using Microsoft.CodeAnalysis;

namespace Assay.Programs.Questions;

/// <summary>Reads which variables the parameters of a function declare, for claims that compare two functions.</summary>
internal static class FunctionSignature
{
    /// <summary>The variables; none when the function is not found or its arrays have no length.</summary>
    /// <param name="compiler">Holds the code of the document.</param>
    /// <param name="blocks">Know the lengths of arrays that assembly functions take.</param>
    /// <param name="name">The function as a claim names it, such as <c>Average</c> or <c>Before.Average</c>.</param>
    /// <param name="problems">Receives why there are none.</param>
    public static IReadOnlyList<DeclaredVariable> Of(
        CSharpCompiler compiler, IReadOnlyList<DocumentBlock> blocks, ClaimText name, ICollection<Problem> problems)
    {
        var path = name.Text.Split('.');
        var type = compiler.DocumentType;
        foreach (var nested in path[..^1])
        {
            type = type?.GetTypeMembers(nested).FirstOrDefault();
        }

        var methods = type?.GetMembers(path[^1]).OfType<IMethodSymbol>().ToList() ?? [];
        if (methods.Count != 1)
        {
            List<string> known = type is null ? [] : [.. type.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary).Select(method => method.Name).Distinct()];
            problems.Add(methods.Count == 0
                ? new Problem(name.Start, $"There is no function '{name}' here.", NearestSpelling.Advice(path[^1], known))
                : new Problem(name.Start, $"There are {methods.Count} functions named '{name}'.", "Say with 'for-all' which parameters are meant."));
            return [];
        }

        var lengths = blocks.FirstOrDefault(block => block.FunctionName == name.Text)?.ParameterLengths ?? [];
        return [.. methods[0].Parameters.Select((parameter, i) => Declare(parameter, lengths.ElementAtOrDefault(i), name, problems)).OfType<DeclaredVariable>()];
    }

    private static DeclaredVariable? Declare(IParameterSymbol parameter, int length, ClaimText name, ICollection<Problem> problems)
    {
        var type = parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (parameter.Type is IArrayTypeSymbol && length == 0)
        {
            problems.Add(new Problem(name.Start, $"The array '{parameter.Name}' of '{name}' has no length.", $"Write for example: for-all: {type[..^2]}[4] {parameter.Name}"));
            return null;
        }

        return new DeclaredVariable(parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), parameter.Name, length, name.Start, IsBound: false);
    }
}

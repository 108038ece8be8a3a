using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.Claims.Code;

/// <summary>A method of a C# file.</summary>
/// <param name="Name">Its name, behind the names of the types around it: <c>Kernels.Sort3</c>.</param>
/// <param name="IsPublic">Whether the file says <c>public</c>.</param>
/// <param name="IsCalled">Whether another method of the file calls one of this name.</param>
public sealed record CSharpFunction(string Name, bool IsPublic, bool IsCalled)
{
    /// <summary>The name without types.</summary>
    public string SimpleName => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The methods in this class and the types in it; the class itself counts for nothing in their names.</summary>
    internal static IReadOnlyList<CSharpFunction> In(ClassDeclarationSyntax wrapper)
    {
        var methods = wrapper.DescendantNodes().OfType<MethodDeclarationSyntax>().ToList();
        var calls = methods.SelectMany(method => Called(method).Select(name => (Caller: method, Name: name))).ToList();
        return
        [
            .. methods.Select(method => new CSharpFunction(
                NameOf(method, wrapper),
                method.Modifiers.Any(SyntaxKind.PublicKeyword),
                calls.Any(call => call.Name == method.Identifier.Text && call.Caller != method)))
            .DistinctBy(function => function.Name),
        ];
    }

    private static string NameOf(MethodDeclarationSyntax method, ClassDeclarationSyntax wrapper)
    {
        var types = method.Ancestors().TakeWhile(node => node != wrapper).OfType<TypeDeclarationSyntax>().Reverse();
        return string.Join('.', types.Select(type => type.Identifier.Text).Append(method.Identifier.Text));
    }

    private static IEnumerable<string> Called(MethodDeclarationSyntax method) =>
        method.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(call => call.Expression switch
        {
            SimpleNameSyntax name => name.Identifier.Text,
            MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
            _ => "",
        });
}

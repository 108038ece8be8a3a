using Assay.Claims;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Mono.Cecil;

namespace Assay.Programs.Questions;

/// <summary>Finds the compiled methods behind a claim and makes its subject from them.</summary>
internal static class SubjectBuilder
{
    /// <summary>The subject, or null when the claim has problems.</summary>
    public static Subject? Build(
        ClaimForm form, CilAssembly assembly, bool isChecked, IReadOnlyList<(string Type, string Text)> sides, string sideClass, ICollection<Problem> problems)
    {
        var methods = Nested(assembly, form.ClassName);
        var signature = methods.Methods.First(method => method.Name is "Statement" or "Signature");
        var variables = ReadVariables(form.Variables, signature, problems);
        var assumptions = Numbered(methods, "Assume");
        var expected = methods.Methods.FirstOrDefault(method => method.Name == "Expected");
        if (variables is null)
        {
            return null;
        }

        if (form.Equal is { } equal)
        {
            return Function(assembly, equal.Before, signature, problems) is { } before && Function(assembly, equal.After, signature, problems) is { } after
                ? Equal(before, after)
                : null;
        }

        var expressions = sides.Count == 0 || !HasNested(assembly, sideClass) ? []
            : sides.Zip(Numbered(Nested(assembly, sideClass), "Side"), (side, method) => (side.Text, method)).ToList();
        return new StatementSubject
        {
            Assembly = assembly,
            Variables = variables,
            Assumptions = assumptions,
            Expected = expected,
            Types = form.Types.ToString(),
            Text = SideExpressions.OneLine(form.Statement!.Text),
            IsChecked = isChecked,
            Method = signature,
            Expressions = expressions,
        };

        EqualSubject? Equal(MethodDefinition before, MethodDefinition after)
        {
            if (before.ReturnType.FullName != after.ReturnType.FullName)
            {
                problems.Add(new Problem(equal.After.Start, $"'{equal.Before}' returns {ClrTypes.NameOf(before.ReturnType)} and '{equal.After}' returns {ClrTypes.NameOf(after.ReturnType)}."));
                return null;
            }

            return new EqualSubject
            {
                Assembly = assembly,
                Variables = variables,
                Assumptions = assumptions,
                Expected = expected,
                Types = form.Types.ToString(),
                Text = $"{equal.Before} and {equal.After} do the same",
                IsChecked = isChecked,
                Before = before,
                After = after,
            };
        }
    }

    public static TypeDefinition Nested(CilAssembly assembly, string name) =>
        assembly.Module.GetType(CilAssembly.DocumentClass).NestedTypes.Single(type => type.Name == name);

    /// <summary>The methods PREFIX0, PREFIX1, ... of a class in order.</summary>
    public static IReadOnlyList<MethodDefinition> Numbered(TypeDefinition type, string prefix)
    {
        List<MethodDefinition> found = [];
        while (type.Methods.FirstOrDefault(method => method.Name == $"{prefix}{found.Count}") is { } next)
        {
            found.Add(next);
        }

        return found;
    }

    /// <summary>The variables that the parameters of a method stand for, or null with a problem.</summary>
    public static IReadOnlyList<InputVariable>? ReadVariables(
        IReadOnlyList<DeclaredVariable> declared, MethodDefinition signature, ICollection<Problem> problems)
    {
        List<InputVariable> variables = [];
        foreach (var (variable, parameter) in declared.Zip(signature.Parameters))
        {
            try
            {
                var type = ClrTypes.Of(parameter.ParameterType, GenericScope.Empty);
                if (InputVariable.IsSupported(type))
                {
                    variables.Add(new InputVariable(variable.Name, type, variable.Length, variable.IsBound));
                    continue;
                }

                problems.Add(new Problem(variable.Place, $"Variables of type {type.Name} are not supported.", "Use integers, bool, char, float, double, enums, tuples, structs of these, or T[k]."));
            }
            catch (UnsupportedException exception)
            {
                problems.Add(new Problem(variable.Place, exception.Message));
            }

            return null;
        }

        return variables;
    }

    private static MethodDefinition? Function(CilAssembly assembly, ClaimText name, MethodDefinition signature, ICollection<Problem> problems)
    {
        var path = name.Text.Split('.');
        var type = assembly.Module.GetType(CilAssembly.DocumentClass);
        foreach (var nested in path[..^1])
        {
            type = type?.NestedTypes.FirstOrDefault(candidate => candidate.Name == nested);
        }

        var named = type?.Methods.Where(method => method.Name == path[^1] && method.IsStatic).ToList() ?? [];
        var fitting = named.Where(method => method.Parameters.Select(parameter => parameter.ParameterType.FullName)
            .SequenceEqual(signature.Parameters.Select(parameter => parameter.ParameterType.FullName))).ToList();
        if (fitting.Count == 1)
        {
            return fitting[0];
        }

        var types = string.Join(", ", signature.Parameters.Select(parameter => ClrTypes.NameOf(parameter.ParameterType)));
        problems.Add(named.Count == 0
            ? new Problem(name.Start, $"There is no static function '{name}' here.", NearestSpelling.Advice(path[^1], [.. type?.Methods.Select(method => method.Name) ?? []]))
            : new Problem(name.Start, $"'{name}' does not take ({types}).", "Both functions need the same parameters."));
        return null;
    }

    private static bool HasNested(CilAssembly assembly, string name) =>
        assembly.Module.GetType(CilAssembly.DocumentClass).NestedTypes.Any(type => type.Name == name);
}

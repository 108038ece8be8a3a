using Assay.Claims;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Running;
using Mono.Cecil;

namespace Assay.Programs.Questions;

/// <summary>Questions about methods of a user's own build.</summary>
internal static class AssemblyQuestion
{
    /// <summary>Whether two static methods do the same.</summary>
    public static IQuestion Equal(Claim claim, string path, string before, string after, ProgramsOptions options)
    {
        List<Problem> problems = [];
        List<(ClaimForm, Subject)> subjects = [];
        var compiler = new List<DocumentProgram>();
        try
        {
            var assembly = CilAssembly.Open(path);
            if (Find(assembly, before, problems) is { } first && Find(assembly, after, problems) is { } second && Match(first, second, problems))
            {
                var variables = Variables(claim, first, problems);
                if (problems.Count == 0)
                {
                    Add(claim, assembly, first, second, variables, subjects, compiler, problems);
                }
            }
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException or AssemblyResolutionException)
        {
            problems.Add(new Problem(Place.Whole(path), $"The assembly cannot be read: {exception.Message}"));
        }

        return new ProgramQuestion(
            claim, problems, subjects, (form, values, found, cancellation) => compiler[0].CompileValues(form, values, found, cancellation), options);
    }

    private static void Add(
        Claim claim, CilAssembly assembly, MethodDefinition first, MethodDefinition second, List<DeclaredVariable> declared,
        List<(ClaimForm, Subject)> subjects, List<DocumentProgram> compiler, List<Problem> problems)
    {
        // The assumptions are compiled on their own, as a claim that is true.
        var types = string.Join(", ", declared.Select(variable =>
            variable.Length > 0 ? $"{variable.TypeText[..^2]}[{variable.Length}] {variable.Name}" : $"{variable.TypeText} {variable.Name}"));
        var helper = claim with
        {
            Entries =
            [
                .. claim.Entries.Where(entry => entry.Key is "assume"),
                .. types.Length > 0 ? [new ClaimEntry("for-all", claim.Place, ClaimText.Of(types, claim.Place))] : (ClaimEntry[])[],
                new ClaimEntry("claim", claim.Place, ClaimText.Of("true", claim.Place)),
            ],
        };
        var program = DocumentProgram.Compile([], [helper], isChecked: false, lacksBlocks: false, CancellationToken.None);
        compiler.Add(program);
        problems.AddRange(program.ProblemsOf(helper));
        if (problems.Count > 0)
        {
            return;
        }

        var (form, assumptions) = program.SubjectsOf(helper)[0];
        subjects.Add((form, new EqualSubject
        {
            Assembly = assembly,
            Variables = assumptions.Variables,
            Assumptions = assumptions.Assumptions,
            Text = $"{CilProgram.DisplayName(first)} and {CilProgram.DisplayName(second)} do the same",
            Before = first,
            After = second,
        }));
    }

    private static List<DeclaredVariable> Variables(Claim claim, MethodDefinition method, List<Problem> problems)
    {
        if (claim.Find("for-all") is { } forAll)
        {
            return DeclaredVariable.Read(forAll, isBound: false, problems);
        }

        List<DeclaredVariable> variables = [];
        foreach (var parameter in method.Parameters)
        {
            var type = ClrTypes.Of(parameter.ParameterType, GenericScope.Empty);
            if (!InputVariable.IsSupported(type) || type.Kind == ClrKind.Array)
            {
                problems.Add(new Problem(claim.Place, $"The parameter '{parameter.Name}' of type {type.Name} is not supported{(type.Kind == ClrKind.Array ? " without a length" : "")}.", type.Kind == ClrKind.Array ? $"Say --for-all \"{type.Element!.Name}[4] {parameter.Name}\"." : null));
            }
            else
            {
                variables.Add(new DeclaredVariable(type.Name, parameter.Name, 0, claim.Place, IsBound: false));
            }
        }

        return variables;
    }

    private static MethodDefinition? Find(CilAssembly assembly, string name, List<Problem> problems)
    {
        var dot = name.LastIndexOf('.');
        var (typeName, methodName) = dot < 0 ? (string.Empty, name) : (name[..dot], name[(dot + 1)..]);
        var types = assembly.Module.GetTypes().Where(type =>
            typeName.Length == 0 || FullName(type) == typeName || FullName(type).EndsWith("." + typeName, StringComparison.Ordinal)).ToList();
        var methods = types.SelectMany(type => type.Methods).Where(method => method.Name == methodName && method.IsStatic).ToList();
        if (methods.Count == 1)
        {
            return methods[0];
        }

        var place = Place.Whole(assembly.Module.FileName);
        if (methods.Count > 1)
        {
            problems.Add(new Problem(place, $"There are {methods.Count} static methods '{name}'.", "Name the type in full; overloads are not told apart."));
        }
        else
        {
            List<string> known = [.. assembly.Module.GetTypes().SelectMany(type => type.Methods).Where(method => method.IsStatic && !method.IsConstructor && !method.Name.Contains('<', StringComparison.Ordinal)).Select(method => $"{FullName(method.DeclaringType)}.{method.Name}")];
            var nearest = NearestSpelling.Of(name, known) ?? known.FirstOrDefault(candidate => candidate.EndsWith("." + methodName, StringComparison.Ordinal));
            problems.Add(new Problem(place, $"There is no static method '{name}' here.", nearest is null ? null : $"Did you mean '{nearest}'?"));
        }

        return null;
    }

    private static bool Match(MethodDefinition first, MethodDefinition second, List<Problem> problems)
    {
        string Signature(MethodDefinition method) =>
            $"({string.Join(", ", method.Parameters.Select(parameter => ClrTypes.NameOf(parameter.ParameterType)))}) -> {ClrTypes.NameOf(method.ReturnType)}";
        if (Signature(first) == Signature(second))
        {
            return true;
        }

        problems.Add(new Problem(Place.Whole(first.Module.FileName), $"{first.Name} is {Signature(first)} and {second.Name} is {Signature(second)}.", "Both methods need the same parameters and result."));
        return false;
    }

    private static string FullName(TypeDefinition type) => type.FullName.Replace('/', '.');
}

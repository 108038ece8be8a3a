using Assay.Claims;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Running;
using Mono.Cecil;

namespace Assay.Programs.Questions;

/// <summary>Questions about lambdas and methods of the running program.</summary>
internal static class DelegateQuestion
{
    public static IQuestion Create(Delegate statement, Delegate? assuming)
    {
        var (assembly, method) = Find(statement);
        if (method.ReturnType.FullName != "System.Boolean")
        {
            throw new NotSupportedException("A statement returns a truth value.");
        }

        var targets = new Dictionary<MethodDefinition, object?> { [method] = statement.Target };
        List<MethodDefinition> assumptions = [];
        if (assuming is not null)
        {
            var assumption = Find(assuming).Method;
            if (!Types(assumption).SequenceEqual(Types(method)) || assumption.ReturnType.FullName != "System.Boolean")
            {
                throw new NotSupportedException("An assumption has the parameters of its statement and returns a truth value.");
            }

            targets[assumption] = assuming.Target;
            assumptions.Add(assumption);
        }

        var claim = new Claim(method.Name, Place.Whole(statement.Method.DeclaringType?.FullName ?? method.Name), []);
        var subject = new StatementSubject
        {
            Assembly = assembly,
            Variables = [.. method.Parameters.Select(Variable)],
            Assumptions = assumptions,
            TargetOf = targets.GetValueOrDefault,
            Text = method.Name,
            Method = method,
        };
        var form = new ClaimForm { Claim = claim, Number = 0, Types = new TypeChoice([]), Variables = [] };
        return new ProgramQuestion(claim, [], [(form, subject)], (_, _, _, _) => null, new ProgramsOptions());
    }

    private static IEnumerable<string> Types(MethodDefinition method) => method.Parameters.Select(parameter => parameter.ParameterType.FullName);

    private static InputVariable Variable(ParameterDefinition parameter)
    {
        var type = ClrTypes.Of(parameter.ParameterType, GenericScope.Empty);
        return InputVariable.IsSupported(type) && type.Kind != ClrKind.Array
            ? new InputVariable(parameter.Name, type, 0, IsBound: false)
            : throw new NotSupportedException($"The parameter '{parameter.Name}' of type {type.Name} is not supported.");
    }

    private static (CilAssembly Assembly, MethodDefinition Method) Find(Delegate function)
    {
        var path = function.Method.Module.Assembly.Location;
        if (path.Length == 0)
        {
            throw new NotSupportedException("The method belongs to an assembly without a file, so its CIL cannot be read.");
        }

        // One reader for each question: metadata is not made for several threads, and unit tests run on many.
        var assembly = CilAssembly.Open(path);
        return assembly.Module.LookupToken(function.Method.MetadataToken) is MethodDefinition method
            ? (assembly, method)
            : throw new NotSupportedException($"The method {function.Method.Name} was not found in {path}.");
    }
}

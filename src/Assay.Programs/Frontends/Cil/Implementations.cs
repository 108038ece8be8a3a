using Assay.Programs.Execution;
using Mono.Cecil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Calls through a type parameter: which method of the actual type they reach.</summary>
internal static class Implementations
{
    /// <summary>The method of a struct that implements an interface's; null when the type is no struct.</summary>
    /// <param name="called">The interface's method.</param>
    /// <param name="actual">The type, closed.</param>
    /// <param name="scope">What the type parameters of the caller stand for.</param>
    public static MethodReference? Find(MethodReference called, TypeReference actual, GenericScope scope)
    {
        var definition = actual.Resolve();
        if (definition is not { IsValueType: true })
        {
            return null;
        }

        TypeReference[] methodArguments = called is GenericInstanceMethod generic ? [.. generic.GenericArguments.Select(scope.Close)] : [];
        var face = scope.Close(called.DeclaringType);
        var (outer, inner) = (new GenericScope(Arguments(face), methodArguments), new GenericScope(Arguments(actual), methodArguments));
        var candidates = definition.Methods
            .Where(method => method.IsStatic != called.HasThis
                && method.GenericParameters.Count == methodArguments.Length
                && method.Parameters.Select(parameter => inner.Close(parameter.ParameterType).FullName)
                    .SequenceEqual(called.Parameters.Select(parameter => outer.Close(parameter.ParameterType).FullName)))
            .ToList();

        // What implements this very interface explicitly goes before what merely has the name.
        var found = candidates.FirstOrDefault(method => method.Overrides.Any(overridden =>
                overridden.Name == called.Name && Returns(method) && inner.Close(overridden.DeclaringType).FullName == face.FullName))
            ?? candidates.FirstOrDefault(method => method is { IsPublic: true } && method.Name == called.Name && (method.IsStatic || method.IsVirtual) && Returns(method))
            ?? throw new UnsupportedException($"{actual.Name} has no {called.Name} of its own; what interfaces implement themselves is not supported.");
        return Close(found, actual, methodArguments);

        bool Returns(MethodDefinition method) => inner.Close(method.ReturnType).FullName == outer.Close(called.ReturnType).FullName;
    }

    private static TypeReference[] Arguments(TypeReference type) =>
        type is GenericInstanceType generic ? [.. generic.GenericArguments] : [];

    private static MethodReference Close(MethodDefinition method, TypeReference actual, TypeReference[] methodArguments)
    {
        MethodReference closed = method;
        if (actual is GenericInstanceType)
        {
            closed = new MethodReference(method.Name, method.ReturnType, actual) { HasThis = method.HasThis };
            foreach (var parameter in method.Parameters)
            {
                closed.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
            }

            foreach (var parameter in method.GenericParameters)
            {
                closed.GenericParameters.Add(new GenericParameter(parameter.Name, closed));
            }
        }

        if (methodArguments.Length == 0)
        {
            return closed;
        }

        var instance = new GenericInstanceMethod(closed);
        foreach (var argument in methodArguments)
        {
            instance.GenericArguments.Add(argument);
        }

        return instance;
    }
}

using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>The default equality of values, which records and tuples use.</summary>
internal static class Comparers
{
    public static bool TryCall(CilCall call, string type, string name)
    {
        if (type == "System.Collections.Generic.EqualityComparer`1")
        {
            if (name == "get_Default")
            {
                call.Result = new Opaque("comparer");
                return true;
            }

            if (name == "Equals")
            {
                RefuseOwnEquality(call.Scope.Close(call.Method.DeclaringType));
                call.Return(call.Terms.FromBool(Same(call.Terms, call.Arguments[1], call.Arguments[2]), 32));
                return true;
            }
        }

        if (type.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
        {
            return Tuple(call, name);
        }

        return false;
    }

    /// <summary>Equality as <c>Equals</c> has it: fields one by one, and NaN equal to NaN.</summary>
    public static Term Same(TermFactory terms, CilValue a, CilValue b) => (a, b) switch
    {
        (Scalar x, Scalar y) when x.Term.Sort.Kind == SortKind.Float => terms.Or(
            terms.FEqual(x.Term, y.Term), terms.And(terms.FIsNaN(x.Term), terms.FIsNaN(y.Term))),
        (Scalar x, Scalar y) => terms.Equal(x.Term, y.Term),
        (StructValue x, StructValue y) => terms.All(x.Fields.Zip(y.Fields, (f, g) => Same(terms, f, g))),
        _ => throw new UnsupportedException("Equality of references is not supported."),
    };

    private static bool Tuple(CilCall call, string name)
    {
        if (name == ".ctor")
        {
            var type = ClrTypes.Of(call.Scope.Close(call.Method.DeclaringType), call.Scope);
            call.Program.Memory.Write(call.State, (Pointer)call.Arguments[0], new StructValue(type, [.. type.Fields.Select((field, i) =>
                CilValues.Normalise(call.Terms, field.Type, call.Arguments[i + 1]))]));
            return true;
        }

        if (name == "Equals" && call.Arguments is [Pointer self, StructValue other])
        {
            RefuseOwnEquality(call.Scope.Close(call.Method.DeclaringType));
            call.Return(call.Terms.FromBool(Same(call.Terms, call.Program.Memory.Read(call.State, self), other), 32));
            return true;
        }

        return false;
    }

    // Fields are compared one by one, which is right unless a type says otherwise.
    private static void RefuseOwnEquality(TypeReference type)
    {
        if (type is GenericInstanceType generic)
        {
            foreach (var argument in generic.GenericArguments)
            {
                RefuseOwnEquality(argument);
            }
        }

        var definition = type.Resolve();
        if (definition is not { IsValueType: true, IsEnum: false } || !CilProgram.IsUsers(definition))
        {
            return;
        }

        if (definition.Methods.Any(method => method.Name.EndsWith("Equals", StringComparison.Ordinal) && !method.IsStatic
            && method.CustomAttributes.All(attribute => attribute.AttributeType.Name != "CompilerGeneratedAttribute")))
        {
            throw new UnsupportedException($"{definition.Name} defines Equals itself, which this comparison would call; that is not supported.");
        }

        foreach (var field in definition.Fields.Where(field => !field.IsStatic && !field.FieldType.IsGenericParameter))
        {
            RefuseOwnEquality(field.FieldType);
        }
    }
}

using System.Text.RegularExpressions;
using Assay.Programs.Execution;
using Mono.Cecil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Strings may be made, for the messages of exceptions, but not looked into.</summary>
internal static partial class Texts
{
    private const string Handler = "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler";

    public static bool TryCall(CilCall call, string type, string name)
    {
        if (type == Handler)
        {
            Interpolate(call, name);
            return true;
        }

        if (call.Method.ReturnType.FullName == "System.String" && Makes(call, type, name))
        {
            call.Result = new Opaque("string");
            return true;
        }

        return type is "System.String" ? throw new UnsupportedException($"Strings are not supported (String.{name}).") : false;
    }

    // Only what never throws, and runs no code of a program.
    private static bool Makes(CilCall call, string type, string name) => type switch
    {
        "System.SR" => call.Arguments.All(value => IsPlain(call, value)),
        "System.String" => name == "Concat" && call.Method.Parameters.All(parameter => parameter.ParameterType.FullName == "System.String"),
        "System.Reflection.MemberInfo" => name == "get_Name",
        _ => name == "ToString" && call.Method.Parameters.Count == 0 && Library.Types.Contains(type) && call.Method.DeclaringType is not GenericInstanceType,
    };

    private static bool IsPlain(CilCall call, CilValue value) => value is Scalar or Opaque
        || (value is Boxed { Type: var type } && call.Program.Module.GetType(type) is null && (Library.Types.Contains(type) || call.Program.CoreType(type)?.Resolve() is { IsEnum: true }));

    // A wrong format throws.
    private static bool IsFormat(CilValue format, ClrType? type) => format is Opaque { What: "null" } || (format is Opaque { Payload: string text } && type is { EnumMembers: null } && type.Kind switch
    {
        ClrKind.Bool => true,
        ClrKind.Integer => OfIntegers().IsMatch(text),
        ClrKind.Float => OfFloats().IsMatch(text),
        _ => false,
    });

    [GeneratedRegex("^([bBcCdDeEfFgGnNpPxX][0-9]{0,2})?$")]
    private static partial Regex OfIntegers();

    [GeneratedRegex("^([cCeEfFgGnNpPrR][0-9]{0,2})?$")]
    private static partial Regex OfFloats();

    private static void Interpolate(CilCall call, string name)
    {
        if (name == "AppendFormatted" && (call.Method.Resolve()?.Parameters.FirstOrDefault(parameter => parameter.Name == "format")) is { } format
            && !IsFormat(call.Arguments[format.Index + 1], call.Method is GenericInstanceMethod ? call.TypeArgument() : null))
        {
            throw new UnsupportedException("This format in an interpolated string is not supported; leave it out.");
        }

        // Formatting a user's struct would run its ToString, and so would a tuple or a nullable that holds one.
        if (call.Method is GenericInstanceMethod generic && generic.GenericArguments.Select(call.Scope.Close).Any(HoldsUsers))
        {
            throw new UnsupportedException("A struct of your own in an interpolated string is not supported.");
        }

        if (name is "ToStringAndClear" or "ToString")
        {
            call.Result = new Opaque("string");
        }
        else if (name == ".ctor" && call.Arguments[0] is Pointer place)
        {
            call.Program.Memory.Write(call.State, place, new Opaque("string handler"));
        }
        else if (name == ".ctor")
        {
            call.Result = new Opaque("string handler");
        }
    }

    private static bool HoldsUsers(TypeReference type) => (type.Resolve() is { } definition && CilProgram.IsUsers(definition))
        || (type is GenericInstanceType generic && generic.GenericArguments.Any(HoldsUsers));
}

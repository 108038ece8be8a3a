using Assay.Programs.Execution;
using Mono.Cecil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Strings may be made, for the messages of exceptions, but not looked into.</summary>
internal static class Texts
{
    private const string Handler = "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler";

    public static bool TryCall(CilCall call, string type, string name)
    {
        if (type == Handler)
        {
            Interpolate(call, name);
            return true;
        }

        var makesText = call.Method.ReturnType.FullName == "System.String";
        if ((type is "System.SR" or "System.String" or "System.Reflection.MemberInfo" || (name == "ToString" && Library.Types.Contains(type))) && makesText)
        {
            call.Result = new Opaque("string");
            return true;
        }

        return type is "System.String" ? throw new UnsupportedException($"Strings are not supported (String.{name}).") : false;
    }

    private static void Interpolate(CilCall call, string name)
    {
        // Formatting a user's struct would run its ToString.
        if (call.Method is GenericInstanceMethod generic
            && generic.GenericArguments.Select(call.Scope.Close).Any(argument => argument.Resolve() is { } formatted && CilProgram.IsUsers(formatted)))
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
}

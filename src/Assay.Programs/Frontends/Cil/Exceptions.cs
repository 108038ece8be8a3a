using Assay.Programs.Execution;
using Mono.Cecil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Exceptions are values that are told apart by their type alone; their constructors run like other code.</summary>
internal static class Exceptions
{
    private const string Base = "System.Exception";

    private static readonly Lazy<HashSet<string>> OfLibrary = new(() =>
        [.. typeof(object).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(Exception))).Select(type => type.Name)]);

    /// <summary>Whether a type is one of exceptions.</summary>
    public static bool Are(TypeReference type) => Chain(type).Any(ancestor => ancestor.FullName == Base);

    /// <summary>Whether a method is a constructor of the library's exceptions, which has nothing to do but to keep its arguments.</summary>
    /// <exception cref="UnsupportedException">It does more.</exception>
    public static bool IsOfLibrary(MethodReference constructor)
    {
        var isOne = constructor.Name == ".ctor" && constructor.DeclaringType.Resolve() is { } type && !CilProgram.IsUsers(type) && Are(type);
        return isOne && constructor is { DeclaringType.FullName: "System.AggregateException", Parameters.Count: > 0 }
            ? throw new UnsupportedException("The arguments of AggregateException are not followed; make one without arguments.") : isOne;
    }

    /// <summary>A new exception, before its constructor has run.</summary>
    /// <param name="type">Its type, closed.</param>
    /// <param name="module">The module of the program.</param>
    /// <exception cref="UnsupportedException">Its type has a static constructor.</exception>
    public static Opaque New(TypeReference type, ModuleDefinition module) =>
        Chain(type).Where(CilProgram.IsUsers).FirstOrDefault(ancestor => ancestor.Methods.Any(method => method is { IsStatic: true, IsConstructor: true })) is { } initialised
            ? throw new UnsupportedException($"The exception {initialised.Name} has static fields that are computed; that is not supported.")
            : new Opaque(NameOf(type, module));

    // The name alone where it tells which type it is.
    private static string NameOf(TypeReference type, ModuleDefinition module)
    {
        var definition = type.Resolve();
        return !CilProgram.IsUsers(definition) ? type.Name
            : definition.Module == module && type is not GenericInstanceType && !OfLibrary.Value.Contains(type.Name) && module.GetTypes().Count(other => other.Name == type.Name) == 1 ? type.Name
            : $"{type.FullName} of {definition.Module.Assembly.Name.Name}";
    }

    private static IEnumerable<TypeDefinition> Chain(TypeReference type)
    {
        for (var current = type.Resolve(); current is not null; current = current.BaseType?.Resolve())
        {
            yield return current;
        }
    }
}

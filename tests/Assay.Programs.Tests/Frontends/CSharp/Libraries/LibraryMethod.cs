using System.Reflection;

namespace Assay.Programs.Tests.Frontends.CSharp.Libraries;

/// <summary>A public static method of the library, called from C# text by a method of its own.</summary>
internal sealed record LibraryMethod(MethodInfo Method, string WrapperName, string Wrapper, string[] Arguments)
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(sbyte)] = "sbyte",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(Int128)] = "Int128",
        [typeof(UInt128)] = "UInt128",
        [typeof(MidpointRounding)] = "MidpointRounding",
    };

    /// <summary>The types whose static methods are looked at.</summary>
    public static readonly Type[] Types =
    [
        typeof(Math), typeof(MathF), typeof(System.Numerics.BitOperations), typeof(BitConverter), typeof(System.Buffers.Binary.BinaryPrimitives),
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(nint), typeof(nuint),
        typeof(Int128), typeof(UInt128), typeof(char), typeof(float), typeof(double),
    ];

    /// <summary>The method as the documentation shows it, with T for the type itself.</summary>
    public string Signature
    {
        get
        {
            var generic = Method.IsGenericMethod ? $"<{NameOf(Method.GetGenericArguments()[0])}>" : string.Empty;
            return $"{Method.Name}{generic}({string.Join(", ", Method.GetParameters().Select(Shown))})";
        }
    }

    public static string NameOf(Type type) => Names.TryGetValue(type, out var name) ? name : type.Name;

    /// <summary>All methods on numbers of a type, as far as C# text can call them with numbers and gets numbers back.</summary>
    public static IEnumerable<LibraryMethod> Of(Type type)
    {
        var number = 0;
        foreach (var method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && method.GetCustomAttribute<ObsoleteAttribute>() is null).SelectMany(Closed))
        {
            var parameters = method.GetParameters();
            if (parameters.All(parameter => Names.ContainsKey(Plain(parameter))) && IsNumeric(method.ReturnType))
            {
                var inputs = parameters.Where(parameter => !parameter.IsOut).Select(parameter => NameOf(Plain(parameter))).ToArray();
                var name = $"{type.Name}{number++}";
                yield return new LibraryMethod(method, name, Write(type, method, name), inputs);
            }
        }
    }

    private static IEnumerable<MethodInfo> Closed(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition)
        {
            return [method];
        }

        Type[] arguments = [typeof(int), typeof(ulong), typeof(double)];
        return method.Name.StartsWith("Create", StringComparison.Ordinal) && method.GetGenericArguments().Length == 1
            ? arguments.Select(argument => method.MakeGenericMethod(argument)) : [];
    }

    private static Type Plain(ParameterInfo parameter) =>
        parameter is { IsOut: true, ParameterType.IsByRef: true } ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;

    private static bool IsNumeric(Type type) => Names.ContainsKey(type)
        || (type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && type.GetGenericArguments().All(IsNumeric));

    private static string Write(Type type, MethodInfo method, string name)
    {
        var parameters = method.GetParameters();
        var list = string.Join(", ", parameters.Where(parameter => !parameter.IsOut).Select(parameter => $"{NameOf(Plain(parameter))} x{parameter.Position}"));
        var arguments = string.Join(", ", parameters.Select(parameter => parameter.IsOut ? $"out var x{parameter.Position}" : $"x{parameter.Position}"));
        var call = $"{type.Namespace}.{type.Name}.{method.Name}{(method.IsGenericMethod ? $"<{NameOf(method.GetGenericArguments()[0])}>" : string.Empty)}({arguments})";
        var outs = parameters.Where(parameter => parameter.IsOut).ToList();
        return outs.Count == 0
            ? $"static {Text(method.ReturnType)} {name}({list}) => {call};"
            : $"static ({Text(method.ReturnType)}, {string.Join(", ", outs.Select(o => NameOf(Plain(o))))}) {name}({list}) {{ var result = {call}; return (result, {string.Join(", ", outs.Select(o => $"x{o.Position}"))}); }}";
    }

    private static string Text(Type type) =>
        type.IsGenericType ? $"({string.Join(", ", type.GetGenericArguments().Select(Text))})" : NameOf(type);

    private string Shown(ParameterInfo parameter)
    {
        var type = Plain(parameter);
        return (parameter.IsOut ? "out " : string.Empty) + (type == Method.DeclaringType && !Method.IsGenericMethod && !(parameter.Name is "rotateAmount" or "n") ? "T" : NameOf(type));
    }
}

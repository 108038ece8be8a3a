using System.Collections.Immutable;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Reads types from metadata, with type parameters replaced.</summary>
internal static class ClrTypes
{
    private static readonly Dictionary<string, ClrType> Primitives = new()
    {
        ["System.Void"] = ClrType.Void,
        ["System.Boolean"] = ClrType.Bool,
        ["System.Char"] = new(ClrKind.Integer, "char", 16),
        ["System.SByte"] = new(ClrKind.Integer, "sbyte", 8, true),
        ["System.Byte"] = new(ClrKind.Integer, "byte", 8),
        ["System.Int16"] = new(ClrKind.Integer, "short", 16, true),
        ["System.UInt16"] = new(ClrKind.Integer, "ushort", 16),
        ["System.Int32"] = ClrType.Int32,
        ["System.UInt32"] = new(ClrKind.Integer, "uint", 32),
        ["System.Int64"] = new(ClrKind.Integer, "long", 64, true),
        ["System.UInt64"] = new(ClrKind.Integer, "ulong", 64),
        ["System.IntPtr"] = new(ClrKind.Integer, "nint", 64, true),
        ["System.UIntPtr"] = new(ClrKind.Integer, "nuint", 64),
        ["System.Single"] = new(ClrKind.Float, "float", 32),
        ["System.Double"] = new(ClrKind.Float, "double", 64),
    };

    /// <summary>A type as C# writes it, also when it is not supported.</summary>
    public static string NameOf(TypeReference type) => Of(type, GenericScope.Empty).Name;

    public static ClrType Primitive(string fullName) => Primitives[fullName];

    public static ClrType Of(TypeReference type, GenericScope scope)
    {
        switch (type)
        {
            case GenericParameter parameter:
                return Of(scope.Resolve(parameter), scope);
            case RequiredModifierType modified:
                return Of(modified.ElementType, scope);
            case ByReferenceType reference:
                return Reference(Of(reference.ElementType, scope));
            case PointerType pointer:
                return Reference(Of(pointer.ElementType, scope));
            case PinnedType pinned:
                return Of(pinned.ElementType, scope);
            case ArrayType { Rank: 1 } array:
                var element = Of(array.ElementType, scope);
                return new ClrType(ClrKind.Array, element.Name + "[]") { Element = element };
        }

        if (Primitives.TryGetValue(type.FullName, out var primitive))
        {
            return primitive;
        }

        var arguments = type is GenericInstanceType instance
            ? instance.GenericArguments.Select(scope.Close).ToArray()
            : [];
        return type.Namespace == "System" && type.Name is "Span`1" or "ReadOnlySpan`1"
            ? SpanOf(type, Of(arguments[0], scope))
            : Named(type, arguments);
    }

    /// <summary>Whether a method returns nothing; the setter of an <c>init</c> property wraps that in a modifier.</summary>
    public static bool IsVoid(TypeReference type) => type is RequiredModifierType modified ? IsVoid(modified.ElementType) : type.FullName == "System.Void";

    private static ClrType Reference(ClrType element) => new(ClrKind.ByRef, "ref " + element.Name) { Element = element };

    private static ClrType SpanOf(TypeReference type, ClrType element) =>
        new(ClrKind.Span, $"{type.Name[..^2]}<{element.Name}>") { Element = element };

    private static ClrType Named(TypeReference type, TypeReference[] arguments)
    {
        var inner = new GenericScope(arguments, []);
        if (type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
        {
            var items = arguments.Select((argument, i) => new ClrField(i == 7 ? "Rest" : $"Item{i + 1}", Of(argument, inner))).ToImmutableArray();
            return new ClrType(ClrKind.Struct, $"({string.Join(", ", items.Select(item => item.Type.Name))})") { Fields = items };
        }

        var definition = type.Resolve();
        if (definition is { IsEnum: true })
        {
            var underlying = Of(definition.Fields.First(field => !field.IsStatic).FieldType, inner);
            return underlying with
            {
                Name = definition.Name,
                EnumMembers = [.. definition.Fields.Where(field => field.HasConstant).Select(field =>
                    (field.Name, (Bits128)(Signed128)Convert.ToDecimal(field.Constant, null) & underlying.Sort().Mask))],
            };
        }

        if (definition is not { IsValueType: true })
        {
            return new ClrType(ClrKind.Object, type.FullName switch
            {
                "System.String" => "string",
                "System.Object" => "object",
                var other => other,
            });
        }

        if (definition.IsExplicitLayout)
        {
            throw new UnsupportedException($"The struct {definition.Name} has an explicit layout; fields that overlap are not supported.");
        }

        if (definition.FullName == "System.Nullable`1")
        {
            // Names of parts are expressions of C#.
            var content = Of(arguments[0], inner);
            return new ClrType(ClrKind.Struct, content.Name + "?") { IsNullable = true, Fields = [new ClrField("HasValue", ClrType.Bool), new ClrField("GetValueOrDefault()", content)] };
        }

        var name = definition.FullName is "System.Int128" or "System.UInt128" ? definition.Name : type.Name;
        if (InlineLength(definition) is { } length)
        {
            var element = Of(definition.Fields.Single(field => !field.IsStatic).FieldType, inner);
            return new ClrType(ClrKind.Struct, name)
            {
                Element = element,
                Fields = [.. Enumerable.Range(0, length).Select(i => new ClrField($"[{i}]", element))],
            };
        }

        return new ClrType(ClrKind.Struct, name)
        {
            Fields = [.. definition.Fields.Where(field => !field.IsStatic).Select(field => new ClrField(Display(field.Name), Of(field.FieldType, inner)))],
        };
    }

    // Inline arrays are what compilers make of collection expressions for spans.
    private static int? InlineLength(TypeDefinition definition) =>
        definition.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "InlineArrayAttribute") is { } inline
            ? (int)inline.ConstructorArguments[0].Value
            : null;

    // The backing field of an automatic property shows as the property.
    private static string Display(string field) =>
        field.StartsWith('<') ? field[1..field.IndexOf('>', StringComparison.Ordinal)] : field;
}

/// <summary>What the type parameters of a method and its type stand for.</summary>
internal sealed record GenericScope(TypeReference[] TypeArguments, TypeReference[] MethodArguments)
{
    public static GenericScope Empty { get; } = new([], []);

    public TypeReference Resolve(GenericParameter parameter)
    {
        var list = parameter.Type == GenericParameterType.Method ? MethodArguments : TypeArguments;
        return parameter.Position < list.Length
            ? list[parameter.Position]
            : throw new UnsupportedException($"The type parameter {parameter.Name} is open.");
    }

    /// <summary>The type with every type parameter replaced.</summary>
    public TypeReference Close(TypeReference type)
    {
        switch (type)
        {
            case GenericParameter parameter:
                return Resolve(parameter);
            case ByReferenceType reference:
                return new ByReferenceType(Close(reference.ElementType));
            case PointerType pointer:
                return new PointerType(Close(pointer.ElementType));
            case ArrayType { Rank: 1 } array:
                return new ArrayType(Close(array.ElementType));
            case GenericInstanceType instance:
                var closed = new GenericInstanceType(instance.ElementType);
                foreach (var argument in instance.GenericArguments)
                {
                    closed.GenericArguments.Add(Close(argument));
                }

                return closed;
            default:
                return type;
        }
    }
}

using Assay.Programs.Execution;

namespace Assay.Programs.Frontends.X86;

/// <summary>The C# types that registers and elements of buffers may have.</summary>
internal static class RegisterTypes
{
    /// <summary>The types by name.</summary>
    public static IReadOnlyDictionary<string, ClrType> All { get; } = new ClrType[]
    {
        new(ClrKind.Integer, "sbyte", 8, true),
        new(ClrKind.Integer, "byte", 8),
        new(ClrKind.Integer, "short", 16, true),
        new(ClrKind.Integer, "ushort", 16),
        new(ClrKind.Integer, "char", 16),
        ClrType.Int32,
        new(ClrKind.Integer, "uint", 32),
        new(ClrKind.Integer, "long", 64, true),
        new(ClrKind.Integer, "ulong", 64),
        new(ClrKind.Integer, "nint", 64, true),
        new(ClrKind.Integer, "nuint", 64),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of a register that was declared without one.</summary>
    public static ClrType Default(int width) => All[width switch { 8 => "sbyte", 16 => "short", 32 => "int", _ => "long" }];

    public static ClrType Array(ClrType element) => new(ClrKind.Array, element.Name + "[]") { Element = element };

    /// <summary>The type of several results: a tuple that nests after seven items, as C#'s does.</summary>
    public static ClrType Tuple(IReadOnlyList<ClrType> items)
    {
        List<ClrField> fields = [.. items.Take(7).Select((type, i) => new ClrField($"Item{i + 1}", type))];
        if (items.Count > 7)
        {
            fields.Add(new ClrField("Rest", Tuple([.. items.Skip(7)])));
        }

        return new ClrType(ClrKind.Struct, $"({string.Join(", ", fields.Select(field => field.Type.Name))})") { Fields = [.. fields] };
    }
}

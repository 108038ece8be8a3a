using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Plain;

/// <summary>A plain expression whose types are known: operands have the type that their operator works on.</summary>
/// <param name="Type">Its type.</param>
internal abstract record Bound(ClrType Type);

/// <summary>A value that the compiler knows.</summary>
internal sealed record BoundConstant(ClrType Type, Signed128 Value) : Bound(Type);

/// <summary>A variable, counted from 0.</summary>
internal sealed record BoundVariable(ClrType Type, int Index) : Bound(Type);

/// <summary>A value of another integer type.</summary>
internal sealed record BoundConversion(ClrType Type, Bound Operand) : Bound(Type);

/// <summary><c>-</c>, <c>~</c> or <c>!</c>.</summary>
internal sealed record BoundUnary(ClrType Type, string Operator, Bound Operand) : Bound(Type);

/// <summary>An operator between two operands.</summary>
internal sealed record BoundBinary(ClrType Type, string Operator, Bound Left, Bound Right) : Bound(Type);

/// <summary>A choice.</summary>
internal sealed record BoundChoice(ClrType Type, Bound Condition, Bound WhenTrue, Bound WhenFalse) : Bound(Type);

using System.Collections.Immutable;
using System.Numerics;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// A part of an operand or a precondition. Values: <see cref="Literal"/>, <see cref="Undefined"/>, <see cref="Symbol"/>,
/// <see cref="Unary"/>, <see cref="Binary"/>, <see cref="Call"/>. Conditions: <see cref="Comparison"/>,
/// <see cref="Predicate"/>, <see cref="Negation"/>, <see cref="Junction"/>. Use pattern matching.
/// </summary>
/// <param name="Offset">Where it stands in the text of the rewrite.</param>
internal abstract record Node(int Offset);

/// <summary>A value of some integer type.</summary>
/// <param name="Offset">Where it stands in the text of the rewrite.</param>
/// <param name="Slot">Its type; see <see cref="TypeRules"/>.</param>
internal abstract record Operand(int Offset, int Slot) : Node(Offset);

/// <summary>An integer literal, or <c>true</c> and <c>false</c>.</summary>
internal sealed record Literal(int Offset, int Slot, BigInteger Number) : Operand(Offset, Slot);

/// <summary><c>undef</c> or <c>poison</c>.</summary>
internal sealed record Undefined(int Offset, int Slot, bool IsPoison) : Operand(Offset, Slot);

/// <summary>A register such as <c>%x</c>, or a constant such as <c>C1</c>.</summary>
internal sealed record Symbol(int Offset, int Slot, string Name) : Operand(Offset, Slot)
{
    public bool IsRegister => Name[0] == '%';
}

/// <summary><c>-C</c> or <c>~C</c>.</summary>
internal sealed record Unary(int Offset, int Slot, string Sign, Operand Of) : Operand(Offset, Slot);

/// <summary>A constant expression such as <c>C1 + C2</c>.</summary>
internal sealed record Binary(int Offset, int Slot, string Sign, Operand Left, Operand Right) : Operand(Offset, Slot);

/// <summary>A function of the compiler on values, such as <c>log2(C)</c>.</summary>
internal sealed record Call(int Offset, int Slot, string Function, ImmutableArray<Operand> Arguments) : Operand(Offset, Slot);

/// <summary>Something that is true or false when the rewrite is applied.</summary>
internal abstract record Condition(int Offset) : Node(Offset);

/// <summary>A comparison, signed unless the sign begins with <c>u</c>.</summary>
internal sealed record Comparison(int Offset, string Sign, Operand Left, Operand Right) : Condition(Offset);

/// <summary>A predicate of the compiler, such as <c>isPowerOf2(C)</c>.</summary>
internal sealed record Predicate(int Offset, string Name, ImmutableArray<Operand> Arguments) : Condition(Offset);

/// <summary><c>!p</c>.</summary>
internal sealed record Negation(int Offset, Condition Of) : Condition(Offset);

/// <summary><c>p &amp;&amp; q</c> or <c>p || q</c>.</summary>
internal sealed record Junction(int Offset, bool IsAnd, Condition Left, Condition Right) : Condition(Offset);

/// <summary><c>true</c>.</summary>
internal sealed record Always(int Offset) : Condition(Offset);

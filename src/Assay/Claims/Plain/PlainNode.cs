namespace Assay.Claims.Plain;

/// <summary>An expression of plain C#: integers and truth values, their names, literals and operators.</summary>
/// <param name="Start">Where it starts in its text.</param>
/// <param name="End">Where it ends, exclusive.</param>
public abstract record PlainNode(int Start, int End);

/// <summary>An integer as it is written, not negative.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Type">Its C# type, which follows from its value and suffix.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
public sealed record PlainInteger(ulong Value, string Type, int Start, int End) : PlainNode(Start, End);

/// <summary><c>true</c> or <c>false</c>.</summary>
/// <param name="IsTrue">Which.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
public sealed record PlainTruth(bool IsTrue, int Start, int End) : PlainNode(Start, End);

/// <summary>A name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
public sealed record PlainName(string Name, int Start, int End) : PlainNode(Start, End);

/// <summary>The greatest or least value of a type, such as <c>int.MaxValue</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="IsGreatest">Whether it is the greatest.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
public sealed record PlainLimit(string Type, bool IsGreatest, int Start, int End) : PlainNode(Start, End);

/// <summary>An expression in parentheses.</summary>
/// <param name="Inner">The expression.</param>
/// <param name="Start">Where they open.</param>
/// <param name="End">Where they are closed.</param>
public sealed record PlainParentheses(PlainNode Inner, int Start, int End) : PlainNode(Start, End);

/// <summary>A conversion that names its type, such as <c>(byte)x</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Operand">What is converted.</param>
/// <param name="Start">Where it starts.</param>
public sealed record PlainCast(string Type, PlainNode Operand, int Start) : PlainNode(Start, Operand.End);

/// <summary>An operator before its operand.</summary>
/// <param name="Operator">One of <c>+ - ~ !</c>.</param>
/// <param name="Operand">The operand.</param>
/// <param name="Start">Where it starts.</param>
public sealed record PlainUnary(string Operator, PlainNode Operand, int Start) : PlainNode(Start, Operand.End);

/// <summary>An operator between two operands.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Left">The first operand.</param>
/// <param name="Right">The second operand.</param>
public sealed record PlainBinary(string Operator, PlainNode Left, PlainNode Right) : PlainNode(Left.Start, Right.End)
{
    /// <summary>Whether it is <c>&amp;&amp;</c> or <c>||</c>.</summary>
    public bool IsLogical => Operator is "&&" or "||";

    /// <summary>Whether it compares.</summary>
    public bool IsComparison => Operator is "==" or "!=" or "<" or "<=" or ">" or ">=";

    /// <summary>Whether it shifts.</summary>
    public bool IsShift => Operator is "<<" or ">>" or ">>>";
}

/// <summary>A choice: <c>condition ? whenTrue : whenFalse</c>.</summary>
/// <param name="Condition">What decides.</param>
/// <param name="WhenTrue">The value when it holds.</param>
/// <param name="WhenFalse">The value when it does not.</param>
public sealed record PlainChoice(PlainNode Condition, PlainNode WhenTrue, PlainNode WhenFalse) : PlainNode(Condition.Start, WhenFalse.End);

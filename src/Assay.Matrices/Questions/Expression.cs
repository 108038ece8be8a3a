using System.Numerics;

namespace Assay.Matrices.Questions;

/// <summary>A part of a statement about matrices. Which it is, the type tells.</summary>
/// <param name="Offset">Where it starts in its text.</param>
internal abstract record Expression(int Offset);

/// <summary>A number as written: whole numbers are exact, decimals are the nearest double.</summary>
internal sealed record NumberExpression(int Offset, BigInteger? Whole, double Double) : Expression(Offset);

/// <summary>The name of a matrix, a number or a ring.</summary>
internal sealed record NameExpression(int Offset, string Name) : Expression(Offset);

/// <summary>A function of arguments, of which the last may have the name <c>modulus</c>.</summary>
internal sealed record CallExpression(int Offset, string Function, IReadOnlyList<Expression> Arguments, Expression? Modulus) : Expression(Offset);

/// <summary>An entry of a matrix.</summary>
internal sealed record EntryExpression(int Offset, Expression Matrix, Expression Row, Expression Column) : Expression(Offset);

/// <summary>A matrix as written.</summary>
internal sealed record MatrixExpression(int Offset, IReadOnlyList<IReadOnlyList<Expression>> Rows) : Expression(Offset);

/// <summary>An operator before its operand: <c>-</c> or <c>!</c>.</summary>
internal sealed record PrefixExpression(int Offset, string Operator, Expression Operand) : Expression(Offset);

/// <summary>An operator between its operands.</summary>
internal sealed record BinaryExpression(int Offset, string Operator, Expression Left, Expression Right) : Expression(Offset);

namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>One step: an operation on earlier values.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Left">The number of the first value: inputs come first, then constants, then earlier steps.</param>
/// <param name="Right">The number of the second; for unary operations the same as the first.</param>
internal readonly record struct ExpressionStep(ExpressionOperation Operation, int Left, int Right);

namespace Assay.Training.Questions;

/// <summary>An aggregate against a number.</summary>
/// <param name="Aggregate">What is taken of all seeds.</param>
/// <param name="Expression">Of what.</param>
/// <param name="IsAtLeast">Whether it should be at least the threshold, or at most.</param>
/// <param name="IsStrict">Whether the threshold itself is not enough.</param>
/// <param name="Threshold">The threshold.</param>
/// <param name="Text">The aggregate as it is written.</param>
internal sealed record Comparison(Aggregate Aggregate, Expression Expression, bool IsAtLeast, bool IsStrict, double Threshold, string Text)
{
    /// <summary>The sign between the aggregate and the threshold.</summary>
    public string Sign => (IsAtLeast, IsStrict) switch { (true, true) => ">", (true, false) => ">=", (false, true) => "<", (false, false) => "<=" };
}

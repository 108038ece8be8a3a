namespace Assay.Training.Questions;

/// <summary>A number, or a yes or no, for each seed.</summary>
internal abstract record Expression
{
    /// <summary>What it speaks of.</summary>
    public IEnumerable<Measured> Parts => this switch
    {
        Measured measured => [measured],
        RankCorrelation correlation => correlation.Arms.SelectMany(arm => new[] { arm.X, arm.Y }),
        Operation operation => operation.Operands.SelectMany(operand => operand.Parts),
        _ => [],
    };
}

/// <summary>A constant.</summary>
internal sealed record Constant(double Value) : Expression;

/// <summary>What was measured of one arm.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Quantity">The quantity.</param>
internal sealed record Measured(string Arm, Quantity Quantity) : Expression;

/// <summary>An operator or function of other expressions.</summary>
/// <param name="Operator">Its sign or name.</param>
/// <param name="Operands">What it is applied to.</param>
internal sealed record Operation(Operator Operator, IReadOnlyList<Expression> Operands) : Expression;

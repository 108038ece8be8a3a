namespace Assay.Matrices.Questions;

/// <summary>A statement cannot be understood.</summary>
/// <param name="offset">Where in its text.</param>
/// <param name="message">What is wrong.</param>
/// <param name="advice">What to do, or null.</param>
internal sealed class StatementException(int offset, string message, string? advice = null) : Exception(message)
{
    /// <summary>Where in its text.</summary>
    public int Offset => offset;

    /// <summary>What to do, or null.</summary>
    public string? Advice => advice;
}

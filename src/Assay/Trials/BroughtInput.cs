namespace Assay.Trials;

/// <summary>
/// Answers that bring the whole input that they answer. What makes up a proof is told apart by these bytes, and no hash stands for them.
/// </summary>
public static class BroughtInput
{
    /// <summary>The result of a trial: its input, and the answer behind it.</summary>
    /// <param name="input">The input.</param>
    /// <param name="answer">The answer.</param>
    public static byte[] Write(ReadOnlySpan<byte> input, ReadOnlySpan<byte> answer) => [.. input, .. answer];

    /// <summary>The answer in a result.</summary>
    /// <param name="input">What was sent.</param>
    /// <param name="result">What came back.</param>
    /// <exception cref="InvalidDataException">It answers something else.</exception>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> input, ReadOnlySpan<byte> result) => result.StartsWith(input)
        ? result[input.Length..]
        : throw new InvalidDataException("A worker was asked one thing, and its answer is to something else.");
}

using System.Buffers.Binary;

namespace Assay.Trials;

/// <summary>
/// Answers that bring the whole input that they answer. What a verdict is made of is told apart by these bytes, and no hash stands for them.
/// </summary>
public static class BroughtInput
{
    /// <summary>The result of a trial: how many bytes its input has, the input, and the answer behind it.</summary>
    /// <param name="input">The input.</param>
    /// <param name="answer">The answer.</param>
    public static byte[] Write(ReadOnlySpan<byte> input, ReadOnlySpan<byte> answer)
    {
        var result = new byte[checked(sizeof(int) + input.Length + answer.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(result, input.Length);
        input.CopyTo(result.AsSpan(sizeof(int)));
        answer.CopyTo(result.AsSpan(sizeof(int) + input.Length));
        return result;
    }

    /// <summary>The answer in a result.</summary>
    /// <param name="input">What was sent.</param>
    /// <param name="result">What came back.</param>
    /// <exception cref="InvalidDataException">It answers something else.</exception>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> input, ReadOnlySpan<byte> result) =>
        result.Length >= sizeof(int) && BinaryPrimitives.ReadInt32LittleEndian(result) == input.Length && result[sizeof(int)..].StartsWith(input)
            ? result[(sizeof(int) + input.Length)..]
            : throw new InvalidDataException("A worker was asked one thing, and its answer is to something else.");
}

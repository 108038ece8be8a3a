using Assay.Statistics;

namespace Assay.Training.Data;

/// <summary>
/// Samples that a random network with one hidden layer teaches (Gardner and Derrida, 1989): inputs are standard normal, and the
/// answers are those of the teacher, whose weights are normal with a variance of one by the number of inputs of their layer.
/// </summary>
/// <param name="Inputs">How many numbers an input has.</param>
/// <param name="Width">How many hidden units the teacher has.</param>
/// <param name="Count">How many samples there are.</param>
public sealed record TeacherStudent(int Inputs, int Width, int Count)
{
    /// <summary>How many numbers the teacher answers; with 2 or more and <see cref="HasLabels"/>, the classes.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>Whether the greatest of the answers is the label, not the answers the target.</summary>
    public bool HasLabels { get; init; }

    /// <summary>Whether hidden units are max(0, x), not tanh(x).</summary>
    public bool IsRectified { get; init; }

    /// <summary>The standard deviation of the normal noise on each answer.</summary>
    public double Noise { get; init; }

    /// <summary>Makes the samples; teacher, inputs and noise follow from the seed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public Dataset Generate(ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(Math.Min(Inputs, Width), Math.Min(Count, Outputs)), 1);
        var weights = new NormalDeviates(new(seed, DataPurpose.TeacherWeights));
        var first = Normal(weights, Inputs * Width, 1 / Math.Sqrt(Inputs));
        var last = Normal(weights, Width * Outputs, 1 / Math.Sqrt(Width));
        var inputs = Array.ConvertAll(Normal(new(new(seed, DataPurpose.TeacherInputs)), Count * Inputs, 1), value => (float)value);
        var noise = new NormalDeviates(new(seed, DataPurpose.TeacherNoise));
        var (targets, labels) = (new float[HasLabels ? 0 : Count * Outputs], new int[HasLabels ? Count : 0]);
        for (var i = 0; i < Count; i++)
        {
            var answer = Array.ConvertAll(Answer(inputs.AsSpan(i * Inputs, Inputs), first, last), value => value + (Noise * noise.Next()));
            if (HasLabels)
            {
                labels[i] = Array.IndexOf(answer, answer.Max());
            }
            else
            {
                Array.ConvertAll(answer, value => (float)value).CopyTo(targets, i * Outputs);
            }
        }

        return HasLabels ? new Dataset([Inputs], inputs, labels, Outputs) : new Dataset([Inputs], inputs, targets, Outputs);
    }

    private double[] Answer(ReadOnlySpan<float> input, double[] first, double[] last)
    {
        var answer = new double[Outputs];
        for (var unit = 0; unit < Width; unit++)
        {
            var sum = 0.0;
            for (var i = 0; i < Inputs; i++)
            {
                sum += first[(unit * Inputs) + i] * input[i];
            }

            var value = IsRectified ? Math.Max(0, sum) : PortableMath.Tanh(sum);
            for (var output = 0; output < Outputs; output++)
            {
                answer[output] += last[(output * Width) + unit] * value;
            }
        }

        return answer;
    }

    private static double[] Normal(NormalDeviates deviates, int count, double spread)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = spread * deviates.Next();
        }

        return values;
    }
}

using Assay.Statistics;

namespace Assay.LanguageModels.Tasks;

/// <summary>Makes instances from seeds: the same everywhere.</summary>
internal static class TaskGenerator
{
    private const ulong Purpose = 0x7A5C_0001;
    private const int Digits = 10;

    // The variable that is asked for and the one it is exchanged with; two others that change in the same way; one for statements in between, and one for moves.
    private const int Asked = 0, Partner = 1, Other = 2, OtherPartner = 3, Filler = 4, Temporary = 5, Variables = 6;

    /// <summary>The instance of a seed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of the shape is below 0, or above <see cref="TaskShape.Most"/>.</exception>
    public static TrackingTask Make(TaskShape shape, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(shape);
        foreach (var number in new[] { shape.Depth, shape.Distance, shape.Distractors })
        {
            ArgumentOutOfRangeException.ThrowIfNegative(number);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(number, TaskShape.Most);
        }

        // The twin draws the same numbers.
        return new TrackingTask(shape, seed, Program(shape, seed, isTwin: false), Program(shape, seed, isTwin: true));
    }

    private static TrackingProgram Program(TaskShape shape, ulong seed, bool isTwin)
    {
        var random = new Philox(seed, Purpose);
        int[] digits = [.. Enumerable.Range(0, Digits)];
        Mix(digits, random);
        var last = digits[..Temporary];
        int[] order = [Asked, Partner, Other, OtherPartner, Filler];
        Mix(order, random);
        List<Step> steps = [.. order.Select(variable => new Put(variable, last[variable]))];

        if (shape.Family == TaskFamily.Aliasing)
        {
            steps.AddRange([new Alias(Partner, Asked), new Alias(OtherPartner, Other)]);
        }

        // Changes of the one and of the others, in an order that is drawn.
        bool[] isDistractor = [.. Enumerable.Repeat(false, shape.Depth), .. Enumerable.Repeat(true, shape.Distractors)];
        Mix(isDistractor, random);
        foreach (var isElsewhere in isDistractor)
        {
            var (target, partner) = isElsewhere || isTwin ? (Other, OtherPartner) : (Asked, Partner);
            var value = Another(last[target], random);
            steps.AddRange(Change(shape.Family, target, partner, value));
            last[target] = shape.Family is TaskFamily.Redefinition or TaskFamily.Aliasing ? value : last[target];
        }

        for (var i = 0; i < shape.Distance; i++)
        {
            last[Filler] = Another(last[Filler], random);
            steps.Add(new Put(Filler, last[Filler]));
        }

        return new TrackingProgram(Variables, steps, Asked);
    }

    private static IEnumerable<Step> Change(TaskFamily family, int target, int partner, int value) => family switch
    {
        TaskFamily.Redefinition => [new Put(target, value)],
        TaskFamily.TupleSwap => [new Exchange(target, partner)],
        TaskFamily.TemporarySwap => [new Copy(Temporary, target), new Copy(target, partner), new Copy(partner, Temporary)],
        TaskFamily.XorSwap => [new Xor(target, partner), new Xor(partner, target), new Xor(target, partner)],
        TaskFamily.Aliasing => [new Put(partner, value)],
        TaskFamily.Shadowing => [new Inner([target], [new Put(target, value)])],
        _ => throw new ArgumentOutOfRangeException(nameof(family)),
    };

    // Another digit than one.
    private static int Another(int digit, Philox random) => (digit + 1 + random.Below(Digits - 1)) % Digits;

    private static void Mix<T>(T[] items, Philox random)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}

using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>
/// Tries all inputs whose components are small, first without negative ones: [0, M] in every variable for growing M. What
/// it finds there is the smallest there is, for all smaller inputs lie in the same box.
/// </summary>
internal sealed class SmallValues : IDecider
{
    private const long MostInputs = 1 << 15;
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(150);

    public string Name => "SmallValues";

    public string? Refuses(Goal goal) => goal.Variables.Count is 0 or > 16 ? $"{goal.Variables.Count} variables make no small boxes" : null;

    public Decision Decide(Goal goal, DecisionContext context)
    {
        var limit = context.Within(MostTime);
        var tester = new InputTester(goal);
        var most = Math.Min(MostInputs, 100_000_000 / Math.Max(1, tester.Operations));
        var proves = goal.Unknowns.Count == 0 && !goal.HasFloats;
        for (var isSigned = false; ; isSigned = true)
        {
            for (Signed128 greatest = 1; TryBox(goal, greatest, isSigned, most) is { } box; greatest = (2 * greatest) + 1)
            {
                Fill(goal, box, tester, limit);
                if (tester.Best is not null)
                {
                    return new Found(tester.BestInput(), IsSmallest: proves && !isSigned && !limit.IsOver);
                }

                if (limit.IsOver || greatest > int.MaxValue)
                {
                    break;
                }
            }

            if (isSigned || limit.IsOver)
            {
                return new NoAnswer("no small input reaches it");
            }
        }
    }

    // The values of each variable from Low to High; null when the box is too large.
    private static (Signed128 Low, Signed128 High)[]? TryBox(Goal goal, Signed128 greatest, bool isSigned, long most)
    {
        var box = new (Signed128 Low, Signed128 High)[goal.Variables.Count];
        double size = 1;
        for (var i = 0; i < box.Length; i++)
        {
            var type = goal.Variables[i].Type;
            var isFloat = type.Kind == ClrKind.Float;
            var hasNegative = isFloat || type.Signed;
            var high = isFloat ? greatest : Signed128.Min(greatest, (Signed128)(goal.Variables[i].Term.Sort.Mask >> (hasNegative ? 1 : 0)));
            box[i] = (isSigned && hasNegative ? -high : 0, high);
            size *= (double)(high - box[i].Low + 1);
        }

        return size <= most ? box : null;
    }

    private static void Fill(Goal goal, (Signed128 Low, Signed128 High)[] box, InputTester tester, DecisionContext limit)
    {
        var current = box.Select(side => side.Low).ToArray();
        var unknowns = new SampleValues(seed: 2, goal.Target);
        List<Sort> unknownSorts = [.. goal.Unknowns.Select(unknown => unknown.Sort)];
        for (long count = 0; ; count++)
        {
            if ((count & 1023) == 0)
            {
                limit.Cancellation.ThrowIfCancellationRequested();
                if (limit.IsOver)
                {
                    break;
                }
            }

            tester.Add([.. current.Select((value, i) => Of(goal.Variables[i], value)), .. unknowns.Draw(unknownSorts)]);
            var at = current.Length - 1;
            while (at >= 0 && current[at] == box[at].High)
            {
                current[at] = box[at].Low;
                at--;
            }

            if (at < 0)
            {
                break;
            }

            current[at]++;
        }

        tester.Flush();
    }

    private static Value Of(ScalarVariable variable, Signed128 value) => variable.Term.Sort.Kind != SortKind.Float
        ? new Value(variable.Term.Sort, (Bits128)value)
        : variable.Term.Width == 32 ? Value.Of((float)value) : Value.Of((double)value);
}

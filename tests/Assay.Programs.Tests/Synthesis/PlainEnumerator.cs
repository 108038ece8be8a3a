using Assay.Programs.Synthesis.Shortening.Expressions;

namespace Assay.Programs.Tests.Synthesis;

/// <summary>
/// The plain truth about shortest expressions: every sequence of steps over every operand, with the reference meaning and with
/// nothing merged, ordered or left out.
/// </summary>
internal static class PlainEnumerator
{
    /// <summary>The least number of steps with which a program passes all cases; null when there is none of up to so many.</summary>
    public static int? Shortest(ExpressionTask task, IReadOnlyList<(ulong[] Inputs, ulong Result)> cases, int most)
    {
        var start = cases.Select(one => one.Inputs.Concat(task.Constants).ToList()).ToList();
        for (var length = 0; length <= most; length++)
        {
            if (Exists(task, cases, start, length))
            {
                return length;
            }
        }

        return null;
    }

    private static bool Exists(ExpressionTask task, IReadOnlyList<(ulong[] Inputs, ulong Result)> cases, List<List<ulong>> values, int left)
    {
        if (left == 0)
        {
            return Enumerable.Range(0, values[0].Count).Any(value =>
                cases.Select((one, i) => (values[i][value] & task.ResultMask) == (one.Result & task.ResultMask)).All(same => same));
        }

        var count = values[0].Count;
        foreach (var operation in task.Operations)
        {
            for (var a = 0; a < count; a++)
            {
                for (var b = 0; b < count; b++)
                {
                    foreach (var row in values)
                    {
                        row.Add(ExpressionMeaning.Apply(operation.Operator, row[a], row[b], task.Width));
                    }

                    var found = Exists(task, cases, values, left - 1);
                    foreach (var row in values)
                    {
                        row.RemoveAt(count);
                    }

                    if (found)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}

namespace Assay.LanguageModels.Tasks;

/// <summary>Runs programs: the truth to which answers are compared.</summary>
internal static class Machine
{
    /// <summary>What each variable holds at the end; null where it was never given anything.</summary>
    /// <exception cref="InvalidOperationException">A variable is read before it is given a number.</exception>
    public static int?[] Run(TrackingProgram program)
    {
        List<int?> cells = [.. Enumerable.Repeat((int?)null, program.Variables)];
        int[] places = [.. Enumerable.Range(0, program.Variables)];
        Run(program.Steps, places, cells);
        return Array.ConvertAll(places, place => cells[place]);
    }

    private static void Run(IEnumerable<Step> steps, int[] places, List<int?> cells)
    {
        foreach (var step in steps)
        {
            switch (step)
            {
                case Put put:
                    cells[places[put.Target]] = put.Value;
                    break;
                case Copy copy:
                    cells[places[copy.Target]] = Value(copy.Source);
                    break;
                case Exchange exchange:
                    (cells[places[exchange.First]], cells[places[exchange.Second]]) = (Value(exchange.Second), Value(exchange.First));
                    break;
                case Xor xor:
                    cells[places[xor.Target]] = Value(xor.Target) ^ Value(xor.Source);
                    break;
                case Alias alias:
                    places[alias.Target] = places[alias.Source];
                    break;
                case Inner inner when !inner.Body.Any(one => one is Inner or Alias):
                    Run(inner.Body, Shadowed(inner), cells);
                    break;
                default:
                    throw new InvalidOperationException($"{step} is no step, or its scope has another one in it.");
            }
        }

        int Value(int variable) => cells[places[variable]] ?? throw new InvalidOperationException($"Variable {variable} is read before it holds anything.");

        int[] Shadowed(Inner inner)
        {
            int[] own = [.. places];
            foreach (var variable in inner.Shadowed)
            {
                own[variable] = cells.Count;
                cells.Add(null);
            }

            return own;
        }
    }
}

using System.Globalization;
using System.Text;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.Training.Experiments;

/// <summary>All runs of a claim as comma-separated values: a line for each seed and arm.</summary>
internal static class RunTable
{
    /// <summary>The table.</summary>
    public static string Of(CampaignResult result)
    {
        var names = result.Plan.Experiment.Quantities.Concat(result.Plan.Experiment.DearQuantities.Where(dear => result.Plan.Arms.Any(arm => result.Plan.Wanted(arm.Name).Contains(dear.Name))))
            .Select(quantity => quantity.Name).ToList();
        var text = new StringBuilder("setting,axis,seed,arm,description").AppendJoin("", names.Select(name => "," + name)).Append('\n');
        foreach (var (index, setting) in result.Settings.Index())
        {
            foreach (var (seed, runs) in setting.Runs.Index())
            {
                foreach (var (arm, run) in setting.Arms.Zip(runs))
                {
                    text.Append(CultureInfo.InvariantCulture, $"{index + 1},{setting.Axis},{seed + 1},{arm.Name},\"{arm.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
                    text.AppendJoin("", names.Select(name => "," + DoubleText.Of(run.Quantities.GetValueOrDefault(name, double.NaN)))).Append('\n');
                }
            }
        }

        return text.ToString();
    }
}

using Assay.Claims;
using Assay.Cli.Terminal;
using Assay.LanguageModels.Models;
using Assay.Reporting;
using Assay.Running;
using Assay.Training;

namespace Assay.Cli.Commands;

/// <summary>Runs a study of a model: progress while it goes on, and what is wrong told as every command tells it.</summary>
internal static class ModelRun
{
    /// <summary>Runs it.</summary>
    /// <param name="surroundings">The terminal.</param>
    /// <param name="name">What is reported as being done.</param>
    /// <param name="study">Asks the model; it tells how many of how many are done, and what it is doing before.</param>
    /// <param name="write">Writes the report.</param>
    public static int Of<T>(Surroundings surroundings, string name, Func<Action<int, int>, Action<string>, T> study, Action<T> write)
    {
        using var live = new LiveLine(surroundings);
        try
        {
            var result = study(
                (done, total) => live.Report(new ProgressReport(name, $"{done} of {total} instances, each with its twin", done / (double)total)),
                activity => live.Report(new ProgressReport(name, activity, null)));
            live.Dispose();
            write(result);
            return ExitCodes.AsExpected;
        }
        catch (TrainingException exception)
        {
            return Refuse(exception.Problem);
        }
        catch (ModelException exception)
        {
            return Refuse(new Problem(Place.Whole("model"), exception.Message));
        }

        int Refuse(Problem problem)
        {
            live.Dispose();
            ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), problem);
            return ExitCodes.Unusable;
        }
    }
}

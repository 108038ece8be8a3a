using Assay.Claims;
using Assay.Cli.Terminal;
using Assay.Cluster;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Clusters;

/// <summary>Says why machines cannot work together.</summary>
internal static class ClusterProblem
{
    /// <summary>Runs something; what a user can repair is said on standard error.</summary>
    /// <returns>The exit code.</returns>
    public static int Guard(string command, Surroundings surroundings, Func<Task<int>> work)
    {
        try
        {
            return work().GetAwaiter().GetResult();
        }
        catch (ClusterException exception)
        {
            ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), new Problem(Place.Whole(command), exception.Message, exception.Advice));
            return ExitCodes.Unusable;
        }
    }
}

using Assay.Claims;
using Assay.Claims.Code;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Synthesis.Shortening;

/// <summary>Reads the text of a program that was found with the real front end and proves it equal to the function once more.</summary>
/// <param name="request">The function and its assumptions.</param>
internal sealed class Replay(ShortenRequest request)
{
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(2);

    /// <summary>The verdict on text that defines a function of this name.</summary>
    /// <exception cref="InvalidOperationException">The text cannot be read, or it is not equal after all.</exception>
    public Verdict Decide(CodeBlock block, string name, TimeSpan time, CancellationToken cancellation)
    {
        var document = EqualityClaim.Document([request.Function.Block, block], request.Function.Name, name, request.Assumptions);
        var question = new ProgramsDomain(new ProgramsOptions()).Understand(document, document.Claims, cancellation).Questions[0];
        var budget = new Budget(time > LeastTime ? time : LeastTime, request.Memory);
        return question.Decide(budget, new Progress<ProgressReport>(), cancellation) switch
        {
            Answered { Verdict: Proved or Undecided } answered => answered.Verdict,
            Answered { Verdict: var verdict } => throw new InvalidOperationException($"The text of the program is not equal to the function: {verdict}"),
            Unusable unusable => throw new InvalidOperationException($"The text of the program cannot be read: {string.Join(' ', unusable.Problems)} {block.Code}"),
            var other => throw new InvalidOperationException($"The text of the program was not decided: {other}"),
        };
    }
}

using Assay.Claims;
using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Synthesis.Shortening.Expressions;
using Assay.Programs.Synthesis.Shortening.Registers;
using Assay.Running;

namespace Assay.Programs.Synthesis.Shortening;

/// <summary>Looks for the shortest program that is equal to a function, and proves that none is shorter.</summary>
public static class Shortener
{
    /// <summary>The answer to a request.</summary>
    /// <param name="request">What is to be shortened.</param>
    /// <param name="progress">Hears what is being done.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ShortenAnswer Run(ShortenRequest request, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        List<Problem> problems = [];
        var context = new DecisionContext(
            DateTime.UtcNow + request.Time, (activity, fraction) => progress.Report(new ProgressReport("shorten", activity, fraction)), cancellation);
        context.Report("reading", null);
        var answer = FunctionMeaning.Read(request.Function, request.Assumptions, problems, context) is { } function
            ? request.Function.Block.Language == "asm" ? OnRegisters(request, function, problems, context) : Expression(request, function, problems, context)
            : null;
        return answer is null ? new ShortenRefused(problems) : answer;
    }

    private static Shortened? OnRegisters(ShortenRequest request, FunctionMeaning function, List<Problem> problems, DecisionContext context)
    {
        if (request.Constants is not null)
        {
            problems.Add(new Problem(Place.Whole("--constants"), "Programs on registers have no constants.", "Leave the option out."));
        }

        var layout = RegisterLayout.Read(request.Function, request.Spare, problems);
        var operations = NameList.Read(
            request.Instructions ?? RegisterOperation.Sets[0].Name, RegisterOperation.All, operation => operation.Name, RegisterOperation.Sets, "--instructions", problems);
        return layout is null || operations is null || problems.Count > 0 ? null
            : new RegisterShortener(request, function, layout, operations, context).Run();
    }

    private static Shortened? Expression(ShortenRequest request, FunctionMeaning function, List<Problem> problems, DecisionContext context)
    {
        if (function.Results.Count != 1 || function.ResultTypes[0].Kind == ClrKind.Struct)
        {
            problems.Add(new Problem(Place.Whole(request.Function.Block.Code.Start.File), "It has several results.", "C# functions with one result can be shortened; several results can be shortened in assembly."));
            return null;
        }

        if (request.Spare > 0)
        {
            problems.Add(new Problem(Place.Whole("--spare"), "Only assembly functions have registers to spare.", "Leave the option out."));
            return null;
        }

        var form = new ExpressionForm(function);
        var operations = NameList.Read(
            request.Instructions ?? ExpressionOperation.Sets[0].Name, ExpressionOperation.All, operation => operation.Name, ExpressionOperation.Sets, "--instructions", problems);
        var constants = ExpressionShortener.Constants(request, function, form.Width, problems);
        return operations is null || constants is null ? null
            : new ExpressionShortener(request, function, operations, constants, form, context).Run();
    }
}

using System.Diagnostics;
using Assay.Claims;
using Assay.Running.Spread;
using Assay.Running.Stored;

namespace Assay.Running;

/// <summary>Lets domains understand and decide the claims of documents, one claim after the other.</summary>
/// <param name="domains">The domains that are present.</param>
/// <param name="options">How the run goes.</param>
public sealed class Runner(IReadOnlyList<IDomain> domains, RunOptions options)
{
    private readonly Lazy<string> _build = new(() => VerdictKey.BuildOf(domains));

    /// <summary>Decides every claim. Neither a fault of a decider nor cancelling escapes as an exception.</summary>
    /// <param name="documents">The documents in the order of the report.</param>
    /// <param name="progress">Hears what is being done, on the deciders' threads.</param>
    /// <param name="finished">Called with each document as soon as all its claims are settled.</param>
    /// <param name="cancellation">Ends the run; what is settled by then is reported.</param>
    public RunReport Run(
        IReadOnlyList<ClaimDocument> documents,
        IProgress<ProgressReport> progress,
        Action<DocumentResult> finished,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(finished);
        var clock = Stopwatch.StartNew();
        var results = new List<DocumentResult>();
        using var spread = options.Spread is null ? null : new SpreadClaims(cancellation);
        foreach (var document in spread is null ? documents.Select(document => Understood(document, progress, cancellation)) : Send(documents, spread, progress, cancellation))
        {
            // Others may have answered later claims before the interruption.
            var isLate = results.Count > 0 && cancellation.IsCancellationRequested;
            if (isLate && spread is null)
                break;
            var result = Settle(document, spread, progress, cancellation);
            if (isLate && result.Results.Count == 0)
                continue;
            results.Add(result);
            finished(result);
        }

        return new RunReport(results, [], clock.Elapsed, cancellation.IsCancellationRequested);
    }

    /// <summary>Lets domains understand the claims of a document without deciding them.</summary>
    /// <returns>
    /// A question for each claim, in order, or the settlement that prevents it; and the problems that domains find in the
    /// document beside its claims.
    /// </returns>
    public (IReadOnlyList<(Claim Claim, IQuestion? Question, Settlement? Obstacle)> Claims, IReadOnlyList<Problem> Problems) Understand(
        ClaimDocument document, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(document);
        var problems = new List<Problem>();
        var understood = new Dictionary<Claim, (IQuestion?, Settlement?)>(ReferenceEqualityComparer.Instance);
        foreach (var group in document.Claims.GroupBy(claim => claim.Domain))
        {
            List<Claim> claims = [.. group];
            var (understanding, obstacle) = Ask(document, group.Key, claims, cancellation);
            for (var i = 0; i < claims.Count; i++)
                understood[claims[i]] = (understanding?.Questions[i], obstacle);
            problems.AddRange(understanding?.Problems ?? []);
        }

        return ([.. document.Claims.Select(claim => (claim, understood[claim].Item1, understood[claim].Item2))], problems);
    }

    /// <summary>Runs work on a deep stack; what escapes from it, or that it was cancelled, comes back as an obstacle.</summary>
    /// <returns>The value, or what stood in the way; exactly one of them.</returns>
    public (T? Value, Settlement? Obstacle) Try<T>(Func<T> work, CancellationToken cancellation)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(work);
        T? value = null;
        var obstacle = Escaping(() => value = work(), cancellation);
        return obstacle is null ? (value, null) : (null, obstacle);
    }

    private UnderstoodDocument Understood(ClaimDocument document, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        if (document.Claims.Count == 0)
            return new UnderstoodDocument(document, []);
        progress.Report(new ProgressReport(document.Claims[0].Name, "reading", null));
        var (claims, problems) = Understand(document, cancellation);
        return new UnderstoodDocument(document with { Problems = [.. document.Problems, .. problems] }, claims);
    }

    // Everything is sent before anything is waited for; what an earlier run has decided is not sent.
    private List<UnderstoodDocument> Send(IReadOnlyList<ClaimDocument> documents, SpreadClaims spread, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        List<UnderstoodDocument> understood = [.. documents.Select(document => Understood(document, progress, cancellation))];
        foreach (var document in understood)
        {
            foreach (var question in document.Claims.Select(claim => claim.Question).OfType<IQuestion>())
            {
                var budget = options.BudgetOf(question.Claim);
                if (KeyOf(document.Document, question, budget) is not { } key || Recall(key, question, cancellation) is null)
                    spread.Add(document.Document, question, budget, options.Spread!.Manner);
            }
        }

        spread.Start(options.Spread!.Executor, progress);
        return understood;
    }

    private DocumentResult Settle(UnderstoodDocument understood, SpreadClaims? spread, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var results = new List<ClaimResult>();
        foreach (var (claim, question, obstacle) in understood.Claims)
        {
            if (cancellation.IsCancellationRequested && spread?.IsAnswered(claim) == false)
                continue;
            var clock = Stopwatch.StartNew();
            var result = obstacle is null
                ? DecideOrRecall(understood.Document, question!, spread, progress, cancellation)
                : new ClaimResult(claim, obstacle, clock.Elapsed);
            if (result.Settlement is Interrupted)
            {
                if (spread is null)
                    break;
                continue;
            }

            results.Add(result);
            options.Settled?.Invoke(result);
        }

        return new DocumentResult(understood.Document, results);
    }

    private VerdictKey? KeyOf(ClaimDocument document, IQuestion question, Budget budget) =>
        options.Verdicts is { } store ? VerdictKey.Of(_build.Value, store.Manner, document, question, budget) : null;

    private StoredVerdict? Recall(VerdictKey key, IQuestion question, CancellationToken cancellation) =>
        Try(() => options.Verdicts!.Find(key, question, cancellation)!, cancellation).Value;

    private ClaimResult DecideOrRecall(ClaimDocument document, IQuestion question, SpreadClaims? spread, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var budget = options.BudgetOf(question.Claim);
        var key = KeyOf(document, question, budget);
        if (key is not null && Recall(key, question, cancellation) is { } stored)
            return new ClaimResult(question.Claim, stored.Answered, clock.Elapsed) { StoredAt = stored.At };
        var (settlement, elapsed) = Answer(question, budget, spread, progress, cancellation);

        // A file that changed meanwhile may have been read before or after that.
        if (settlement is Answered answered && key is not null && KeyOf(document, question, budget)?.Name == key.Name)
            options.Verdicts!.Keep(key, answered);
        return new ClaimResult(question.Claim, settlement, elapsed ?? clock.Elapsed);
    }

    private (Settlement Settlement, TimeSpan? Elapsed) Answer(IQuestion question, Budget budget, SpreadClaims? spread, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        try
        {
            if (spread?.Wait(question.Claim, cancellation) is { } answer)
                return answer;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (new Interrupted(), null);
        }

        return (Decide(question, budget, progress, cancellation), null);
    }

    /// <summary>Decides a claim; what escapes from it comes back as an obstacle.</summary>
    internal Settlement Decide(IQuestion question, Budget budget, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var (settlement, obstacle) = Try(() => question.Decide(budget, progress, cancellation), cancellation);
        return settlement ?? obstacle!;
    }

    private (Understanding? Understanding, Settlement? Obstacle) Ask(
        ClaimDocument document, string name, List<Claim> claims, CancellationToken cancellation)
    {
        if (domains.FirstOrDefault(domain => domain.Name == name) is not { } domain)
            return (null, new Unusable([new Problem(claims[0].Place, $"Unknown domain '{name}'.")]));

        var (understanding, obstacle) = Try(() => domain.Understand(document, claims, cancellation), cancellation);
        if (understanding is null)
            return (null, obstacle);
        return understanding.Questions.Count == claims.Count
            ? (understanding, null)
            : (null, new Faulted($"The domain '{name}' was asked {claims.Count} claims and understood {understanding.Questions.Count}."));
    }

    private Settlement? Escaping<T>(Func<T> work, CancellationToken cancellation)
    {
        try
        {
            BigStack.Run(work, options.Grace, cancellation);
            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new Interrupted();
        }
        catch (Exception exception)
        {
            return Fault(exception);
        }
    }

    private static Faulted Fault(Exception exception) =>
        new($"{exception.GetType().Name}: {exception.Message}") { Stack = exception.ToString() };

    private sealed record UnderstoodDocument(ClaimDocument Document, IReadOnlyList<(Claim Claim, IQuestion? Question, Settlement? Obstacle)> Claims);
}

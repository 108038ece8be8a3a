using Assay.Claims;
using Assay.Programs.Questions;
using Assay.Running;
using Assay.Verdicts;

namespace Assay;

/// <summary>Claims about methods of a running program, for unit tests: <c>Claim.ForAll((int a, int b) => a + b == b + a)</c>.</summary>
public static class ProgramClaims
{
    extension(Claim)
    {
        /// <summary>Decides whether a statement is true for all values of its parameters.</summary>
        /// <param name="statement">
        /// A lambda or method that returns a truth value. Its CIL is read; it is not run. Numbers that it captures are taken
        /// as they are now.
        /// </param>
        /// <param name="assuming">An assumption over the same parameters, or null.</param>
        /// <param name="budget">What the answer may cost; ten seconds when left out.</param>
        /// <param name="cancellation">Cancels.</param>
        /// <returns>The verdict; see <see cref="VerdictAssertions.MustBeProved"/>.</returns>
        /// <exception cref="NotSupportedException">The statement uses something that is not supported, or no input meets the assumption.</exception>
        public static Verdict ForAll(
            Delegate statement, Delegate? assuming = null, Budget? budget = null, CancellationToken cancellation = default)
        {
            ArgumentNullException.ThrowIfNull(statement);
            return BigStack.Run(() => Decide(statement, assuming, budget ?? Budget.Default, cancellation), RunOptions.DefaultGrace, cancellation) switch
            {
                Answered answered => answered.Verdict,
                Unusable unusable => throw new NotSupportedException(string.Join(Environment.NewLine, unusable.Problems)),
                _ => throw new OperationCanceledException(cancellation),
            };
        }
    }

    private static Settlement Decide(Delegate statement, Delegate? assuming, Budget budget, CancellationToken cancellation) =>
        DelegateQuestion.Create(statement, assuming).Decide(budget, new Progress<ProgressReport>(_ => { }), cancellation);
}

/// <summary>Turns verdicts into failures of unit tests.</summary>
public static class VerdictAssertions
{
    /// <summary>Throws unless the claim was proved.</summary>
    /// <exception cref="ClaimFailedException">It was refuted, with the counterexample in the message, or left open.</exception>
    public static Proved MustBeProved(this Verdict verdict) => verdict switch
    {
        Proved proved => proved,
        Refuted { Counterexample: { } example } refuted => throw new ClaimFailedException(
            $"Refuted: {refuted.Reason}{Environment.NewLine}  input: {Values(example.Inputs)}{Sides(example)}", verdict),
        Refuted refuted => throw new ClaimFailedException($"Refuted: {refuted.Reason}", verdict),
        Undecided undecided => throw new ClaimFailedException($"Undecided: {undecided.Reason} {undecided.WhatWouldHelp}", verdict),
        null => throw new ArgumentNullException(nameof(verdict)),
        _ => throw new ClaimFailedException($"{verdict.Outcome}.", verdict),
    };

    /// <summary>Throws unless the claim was refuted.</summary>
    /// <returns>The refutation with its counterexample.</returns>
    /// <exception cref="ClaimFailedException">It was proved or left open.</exception>
    public static Refuted MustBeRefuted(this Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict as Refuted ?? throw new ClaimFailedException($"Expected a refutation, got {verdict.Outcome}.", verdict);
    }

    private static string Values(IReadOnlyList<NamedValue> values) => string.Join(", ", values.Select(value => $"{value.Name} = {value.Value}"));

    private static string Sides(Example example) => example.Sides.Count == 0 ? string.Empty : $"{Environment.NewLine}  where: {Values(example.Sides)}";
}

/// <summary>A claim did not come out as a unit test demands.</summary>
/// <param name="message">What came out.</param>
/// <param name="verdict">The verdict.</param>
public sealed class ClaimFailedException(string message, Verdict verdict) : Exception(message)
{
    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; } = verdict;
}

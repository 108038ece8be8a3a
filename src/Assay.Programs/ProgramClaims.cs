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
        /// <returns>The verdict; the package Assay.Testing makes it an assertion.</returns>
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

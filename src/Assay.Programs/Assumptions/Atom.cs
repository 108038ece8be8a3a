using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>A condition on the inputs that an assumption may be built from.</summary>
/// <param name="Text">The condition in C#. Where the claim's assumptions hold it never throws, whether arithmetic is checked or not.</param>
/// <param name="Term">The same as a term.</param>
/// <param name="Cost">How hard it is to read; a plain comparison of two variables costs 10.</param>
internal sealed record Atom(string Text, Term Term, int Cost);

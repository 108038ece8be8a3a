using Assay.Claims;

namespace Assay.Running;

/// <summary>What a domain makes of its claims in one document.</summary>
/// <param name="Questions">One question per claim, in order.</param>
/// <param name="Problems">What is wrong with the document beside its claims, such as a code block that does not compile.</param>
public sealed record Understanding(IReadOnlyList<IQuestion> Questions, IReadOnlyList<Problem> Problems);

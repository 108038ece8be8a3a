using Assay.Claims;

namespace Assay.LanguageModels.Rewrites;

/// <summary>What a text comes to, read as a function: <see cref="RewriteCode"/> or <see cref="Unread"/>.</summary>
internal abstract record RewriteReading;

/// <summary>A function that the program domain can read.</summary>
/// <param name="Text">Its text, as it was written.</param>
/// <param name="Block">The same as a block of a document.</param>
/// <param name="Name">How claims in that document call it.</param>
/// <param name="Length">How many instructions or operations are written in it.</param>
internal sealed record RewriteCode(string Text, CodeBlock Block, string Name, int Length) : RewriteReading;

/// <summary>A text that is no function of the wanted form.</summary>
/// <param name="Why">What kind of thing is wrong.</param>
/// <param name="Reason">What is wrong, as one sentence.</param>
internal sealed record Unread(UnreadReason Why, string Reason) : RewriteReading;

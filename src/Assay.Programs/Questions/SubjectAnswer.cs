using Assay.Claims;
using Assay.Verdicts;

namespace Assay.Programs.Questions;

/// <summary>
/// What came out for one subject: <see cref="SubjectProved"/>, <see cref="SubjectRefuted"/>, <see cref="SubjectOpen"/> or
/// <see cref="SubjectUnusable"/>.
/// </summary>
internal abstract record SubjectAnswer;

/// <summary>It holds.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Decider">Who says so.</param>
/// <param name="Witness">Under <c>exists</c> the witness.</param>
internal sealed record SubjectProved(string Reason, string Decider, Example? Witness = null) : SubjectAnswer;

/// <summary>It does not hold.</summary>
internal sealed record SubjectRefuted(string Reason, string Decider, Example? Counterexample) : SubjectAnswer;

/// <summary>Not settled.</summary>
internal sealed record SubjectOpen(string Reason, string WhatWouldHelp) : SubjectAnswer;

/// <summary>The claim has to be repaired.</summary>
internal sealed record SubjectUnusable(string Message, string? Advice = null, Place? Place = null) : SubjectAnswer;

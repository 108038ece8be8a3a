namespace Assay.Programs.Synthesis.Shortening;

/// <summary>What came out about a program that passes the tests: <see cref="Same"/>, <see cref="Different"/> or <see cref="Open"/>.</summary>
internal abstract record Judgement;

/// <summary>It is equal to the function for every input.</summary>
/// <param name="Decider">Who proved it.</param>
internal sealed record Same(string Decider) : Judgement;

/// <summary>It differs on an input, which becomes a test.</summary>
/// <param name="Case">The input with the wanted result.</param>
internal sealed record Different(TestCase Case) : Judgement;

/// <summary>Not settled.</summary>
/// <param name="Reason">Why not.</param>
internal sealed record Open(string Reason) : Judgement;

namespace Assay.LanguageModels.Tasks;

/// <summary>What a program does next. Variables are numbered, so that one program can be written in many ways.</summary>
internal abstract record Step;

/// <summary>A variable is given a number.</summary>
internal sealed record Put(int Target, int Value) : Step;

/// <summary>A variable is given what another one holds.</summary>
internal sealed record Copy(int Target, int Source) : Step;

/// <summary>Two variables exchange what they hold.</summary>
internal sealed record Exchange(int First, int Second) : Step;

/// <summary>A variable is given the exclusive or of what it and another one hold.</summary>
internal sealed record Xor(int Target, int Source) : Step;

/// <summary>A variable becomes another name of what another one names: what is written by one of them is read by the other.</summary>
internal sealed record Alias(int Target, int Source) : Step;

/// <summary>A scope of its own, in which some names are other variables, that nobody sees afterwards.</summary>
/// <param name="Shadowed">The names; the body gives each a number before it reads it.</param>
/// <param name="Body">What is done there: no further scope, and no alias.</param>
internal sealed record Inner(IReadOnlyList<int> Shadowed, IReadOnlyList<Step> Body) : Step;

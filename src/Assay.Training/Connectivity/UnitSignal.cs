namespace Assay.Training.Connectivity;

/// <summary>To which units the entries of a sample belong at some place of a network.</summary>
/// <param name="Group">The units: channels of an image, features of tokens, or features.</param>
/// <param name="Units">How many.</param>
/// <param name="Places">Of features, how many each unit has; of images and sequences it follows from their shape.</param>
/// <param name="AreUnitsFast">Of features, whether those of one place lie side by side.</param>
internal readonly record struct UnitSignal(int Group, int Units, int Places = 1, bool AreUnitsFast = false);

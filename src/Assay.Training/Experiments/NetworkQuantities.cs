using Assay.Statistics;
using Assay.Training.Questions;

namespace Assay.Training.Experiments;

/// <summary>What is measured of a training of a network.</summary>
internal static class NetworkQuantities
{
    private static readonly Interval Share = new(0, 1);
    private static readonly Interval Positive = new(0, double.PositiveInfinity);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Quantity> All { get; } =
    [
        new("trainLoss", "The mean loss on the samples to train on, at the end; infinite where the run diverged.", Positive),
        new("testLoss", "The mean loss on the samples to test on, at the end.", Positive),
        new("trainAccuracy", "The share of samples to train on that are classified correctly; 0 where the run diverged.", Share),
        new("testAccuracy", "The share of samples to test on that are classified correctly; 0 where the run diverged.", Share),
        new("trainError", "1 less trainAccuracy.", Share),
        new("testError", "1 less testAccuracy.", Share),
        new("diverged", "1 where the loss became infinite or not a number, else 0.", Share),
        new("steps", "Changes of the parameters.", Positive),
        new("epochs", "Samples looked at, over those there are.", Positive),
        new("gradients", "Gradients of single samples; a product of a Hessian and a vector counts as two.", Positive),
        new("seconds", "Time spent on steps.", Positive),
        new("parameters", "Parameters that the network has.", Positive),
        new("weightsLeft", "Parameters that were trained at the end.", Positive),
        new("deadUnits", "The share of rectified units that are 0 on every sample to train on, at the end; unknown where the run diverged.", Share),
        new("deadAtStart", "The same before the first step.", Share),
        new("stillUnits", "The share of hidden units whose weights moved by less than 1 % of their length; unknown where the run diverged.", Share),
        new("accuracyBefore", "The accuracy on the samples to test on right before units were removed; at the end where none were.", Share),
        new("accuracyAfter", "The same right after.", Share),
    ];
}

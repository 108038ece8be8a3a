using Assay.Training.Experiments;

namespace Assay.Training.Questions;

/// <summary>One of the ways in which a claim is asked: one axis, with what so many trials chose.</summary>
/// <param name="Axis">What arms have in equal amounts.</param>
/// <param name="Arms">The arms.</param>
/// <param name="Label">How it differs from the other settings, in words.</param>
/// <param name="Referee">Who decides it.</param>
internal sealed record Setting(Axis Axis, IReadOnlyList<Arm> Arms, string Label, Referee Referee)
{
    /// <summary>The runs of each seed, in the order of the arms.</summary>
    public List<Run[]> Runs { get; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Cost { get; set; }
}

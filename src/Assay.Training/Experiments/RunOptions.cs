namespace Assay.Training.Experiments;

/// <summary>What is wanted of a run beside its quantities.</summary>
/// <param name="Looks">How many points of its curve.</param>
/// <param name="IsTuning">Whether it is measured on a part of the training set that is held back, and the test set is not touched.</param>
internal sealed record RunOptions(int Looks = 0, bool IsTuning = false)
{
    /// <summary>The names of dear quantities that are measured as well.</summary>
    public IReadOnlyList<string> Wanted { get; init; } = [];

    /// <summary>Where members are kept for other claims, or null.</summary>
    public KeptMembers? Kept { get; init; }
}

/// <summary>Where a member and those that are trained beside it are kept.</summary>
/// <param name="Store">The store.</param>
/// <param name="Key">Everything that the run depends on, but what is measured of it.</param>
internal sealed record KeptMembers(MemberStore Store, string Key)
{
    /// <summary>The member that is kept, or else the one that is trained now.</summary>
    /// <param name="which">Which one of the run.</param>
    /// <param name="train">Trains it.</param>
    public TrainedMember Of(string which, Func<TrainedMember> train) => Store.Of($"{Key}|{which}", train);
}

using Assay.LanguageModels.Tasks;
using CsCheck;

namespace Assay.LanguageModels.Tests.Tasks;

/// <summary>Instances of all shapes.</summary>
internal static class Instances
{
    public static readonly Gen<TrackingTask> All =
        from family in Gen.Enum<TaskFamily>()
        from depth in Gen.Int[0, 6]
        from distance in Gen.Int[0, 4]
        from distractors in Gen.Int[0, 4]
        from seed in Gen.ULong
        select TaskGenerator.Make(new TaskShape(family, depth, distance, distractors), seed);

    /// <summary>So many instances and their twins, the same in every run, families and depths in turn.</summary>
    public static IEnumerable<TrackingProgram> Many(int count) => Enumerable.Range(0, count / 2).SelectMany(i =>
    {
        var task = TaskGenerator.Make(new TaskShape((TaskFamily)(i % 6), i / 6 % 7, i / 42 % 3, i / 126 % 4), (ulong)i);
        return new[] { task.Program, task.Twin };
    });
}

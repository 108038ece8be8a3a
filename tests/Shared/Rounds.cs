namespace Assay.TestSupport;

/// <summary>How often random tests repeat: so often that a run of all tests takes minutes, or more where the environment asks for it.</summary>
internal static class Rounds
{
    private static readonly int Scale = int.TryParse(Environment.GetEnvironmentVariable("ASSAY_RANDOM_SCALE"), null, out var scale) && scale > 0 ? scale : 1;

    /// <summary>The usual number, times the whole number in <c>ASSAY_RANDOM_SCALE</c>.</summary>
    public static int Of(int usual) => usual * Scale;
}

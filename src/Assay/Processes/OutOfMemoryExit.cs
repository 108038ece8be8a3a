namespace Assay.Processes;

/// <summary>What a child process does that runs out of memory: it ends at once, with a code that says so, whatever thread it was.</summary>
internal static class OutOfMemoryExit
{
    /// <summary>The exit code.</summary>
    public const int Code = 71;

    /// <summary>Sees to it.</summary>
    public static void Arm() => AppDomain.CurrentDomain.FirstChanceException += (_, thrown) =>
    {
        if (thrown.Exception is OutOfMemoryException)
            Environment.Exit(Code);
    };
}

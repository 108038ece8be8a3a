namespace Assay.Cli.Terminal;

/// <summary>Recognises that the reader of our output has gone.</summary>
internal static class BrokenPipe
{
    private const int LinuxBrokenPipe = 32;
    private const int WindowsNoData = unchecked((int)0x800700E8);
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);

    public static bool IsCause(IOException exception) =>
        exception.HResult is LinuxBrokenPipe or WindowsNoData or WindowsBrokenPipe;
}

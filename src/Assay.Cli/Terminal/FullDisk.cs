namespace Assay.Cli.Terminal;

/// <summary>Recognises that there is no room where something is written.</summary>
internal static class FullDisk
{
    private const int LinuxNoSpace = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    public static bool IsCause(IOException exception) =>
        exception.HResult is LinuxNoSpace or WindowsDiskFull or WindowsHandleDiskFull;
}

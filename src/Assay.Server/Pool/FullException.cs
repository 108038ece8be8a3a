namespace Assay.Server.Pool;

/// <summary>There is no room for one more to wait.</summary>
/// <param name="isClient">Whether it is this client that has too many waiting.</param>
internal sealed class FullException(bool isClient)
    : Exception(isClient ? "Too many claims of yours are waiting. Try again when some are done." : "Too many claims are waiting. Try again in a while.")
{
    /// <summary>Whether it is this client that has too many waiting; else all clients together have.</summary>
    public bool IsClient => isClient;
}

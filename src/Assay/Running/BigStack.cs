namespace Assay.Running;

/// <summary>Runs work on a thread of its own with a stack deep enough for the recursion of parsers and compilers.</summary>
public static class BigStack
{
    /// <summary>The size of such a stack.</summary>
    internal const int Bytes = 64 << 20;

    /// <summary>
    /// Runs the work and waits for it. When cancelled, waits <paramref name="grace"/> longer and then leaves the
    /// work behind, so that a deaf decider cannot hold the user.
    /// </summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static T Run<T>(Func<T> work, TimeSpan grace, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var result = new TaskCompletionSource<T>();
        var thread = new Thread(() => Complete(result, work), Bytes) { IsBackground = true, Name = "assay work" };
        thread.Start();

        WaitHandle.WaitAny([((IAsyncResult)result.Task).AsyncWaitHandle, cancellation.WaitHandle]);
        if (!result.Task.IsCompleted && !((IAsyncResult)result.Task).AsyncWaitHandle.WaitOne(grace))
            throw new OperationCanceledException(cancellation);
        return result.Task.GetAwaiter().GetResult();
    }

    private static void Complete<T>(TaskCompletionSource<T> result, Func<T> work)
    {
        try
        {
            result.SetResult(work());
        }
        catch (Exception exception)
        {
            result.SetException(exception);
        }
    }
}

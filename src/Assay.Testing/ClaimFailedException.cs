using Assay.Verdicts;

namespace Assay.Testing;

/// <summary>A claim did not come out as the test says; the message tells the whole story.</summary>
public sealed class ClaimFailedException : Exception, IAssertionException
{
    /// <summary>The verdict; null where there is none, as of a claim that cannot be understood.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Without a message.</summary>
    public ClaimFailedException()
    {
    }

    /// <summary>With the story.</summary>
    public ClaimFailedException(string message)
        : base(message)
    {
    }

    /// <summary>With the story and its cause.</summary>
    public ClaimFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

// xunit takes what has an interface of this name for a failed assertion, and anything else for a fault of the test.
internal interface IAssertionException;

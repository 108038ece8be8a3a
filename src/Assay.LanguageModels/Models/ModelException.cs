namespace Assay.LanguageModels.Models;

/// <summary>A model can't be asked; the message says why, and what to do.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Without a message.</summary>
    public ModelException()
    {
    }

    /// <summary>With a message.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public ModelException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

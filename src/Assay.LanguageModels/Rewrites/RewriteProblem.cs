namespace Assay.LanguageModels.Rewrites;

/// <summary>A function that a model is asked to shorten, under an assumption: a <see cref="KernelProblem"/> or a <see cref="FunctionProblem"/>.</summary>
/// <param name="name">What reports call it.</param>
/// <param name="assumptions">What is assumed of the inputs, as C# conditions over the parameters; none where it has to stay the same for all.</param>
internal abstract class RewriteProblem(string name, IReadOnlyList<string> assumptions)
{
    /// <summary>What reports call it.</summary>
    public string Name => name;

    /// <summary>What is assumed of the inputs.</summary>
    public IReadOnlyList<string> Assumptions => assumptions;

    /// <summary>The function.</summary>
    public abstract RewriteCode Original { get; }

    /// <summary>What its length is counted in: <c>instruction</c> or <c>operation</c>.</summary>
    public abstract string Unit { get; }

    /// <summary>The whole text that a model is given.</summary>
    public string Prompt => $"{Task}\n\n```{Language}\n{Original.Text.TrimEnd()}\n```\n\n{Condition} {Form} Reply with one ```{Language} code block and nothing else.";

    /// <summary>The word behind the fence of a block of code.</summary>
    protected abstract string Language { get; }

    /// <summary>What is to be done, as one sentence.</summary>
    protected abstract string Task { get; }

    /// <summary>What has to stay as it is, in sentences.</summary>
    protected abstract string Form { get; }

    private string Condition => assumptions.Count == 0
        ? "The results must stay the same for all inputs."
        : $"The results must stay the same for all inputs with {string.Join(" && ", assumptions)}.";

    /// <summary>Reads the text of a function that is to take the place of this one. It is parsed, and never run.</summary>
    public abstract RewriteReading Read(string text);
}

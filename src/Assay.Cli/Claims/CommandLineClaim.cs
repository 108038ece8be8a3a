using Assay.Claims;
using Assay.Reporting;

namespace Assay.Cli.Claims;

/// <summary>A claim that is put together from the command line instead of a file.</summary>
/// <param name="name">What progress calls it.</param>
internal sealed class CommandLineClaim(string name)
{
    private const string Source = "command line";

    private readonly List<ClaimEntry> _entries = [];
    private readonly List<CodeBlock> _blocks = [];
    private readonly List<Problem> _problems = [];

    /// <summary>Adds an entry of the claim.</summary>
    public CommandLineClaim Add(string key, ClaimText text)
    {
        _entries.Add(new ClaimEntry(key, text.Start, text));
        return this;
    }

    /// <summary>Adds code that the claim is about.</summary>
    public CommandLineClaim Add(IEnumerable<CodeBlock> blocks)
    {
        _blocks.AddRange(blocks);
        return this;
    }

    /// <summary>Adds two functions and the statement that they do the same.</summary>
    public CommandLineClaim Add(FunctionPair pair) =>
        Add("equal", OptionText.Of("BEFORE", pair.Names)).Add(pair.Blocks).Add(pair.Problems);

    /// <summary>Adds what is wrong.</summary>
    public CommandLineClaim Add(IEnumerable<Problem> problems)
    {
        _problems.AddRange(problems);
        return this;
    }

    /// <summary>The request to decide it: without the claim when it or its files have problems.</summary>
    /// <param name="reader">Knows the rules for claims.</param>
    /// <param name="words">The words of the command line.</param>
    public ClaimRequest ToRequest(ClaimDocumentReader reader, IEnumerable<string> words)
    {
        var line = ShellWord.Line(["assay", .. words]);
        var claim = new Claim(name, Place.Whole(Source), _entries) { Spell = (key, text) => $"--{key} \"{text}\"" };
        Problem[] problems = [.. _problems, .. _problems.Count > 0 ? [] : reader.Check(claim)];
        var documents = problems.Length > 0 ? [] : new[] { new ClaimDocument(Source, _blocks, [claim], []) };
        return new ClaimRequest(documents, problems) { Replay = _ => line };
    }
}

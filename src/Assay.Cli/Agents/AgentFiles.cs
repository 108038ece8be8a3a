using System.Text;
using System.Text.RegularExpressions;
using Assay.Claims;
using Assay.Running;

namespace Assay.Cli.Agents;

/// <summary>
/// The files of one call: a folder of its own, which is gone afterwards, for texts that commands read; and the folder that the user
/// allows claims to name files in.
/// </summary>
internal sealed partial class AgentFiles(AgentLimits limits) : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-").FullName;

    /// <summary>Writes a text and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, Utf8.GetBytes(text));
        return path;
    }

    /// <summary>The document of the call, where it has one.</summary>
    public AgentDocument? Document { get; private set; }

    /// <summary>Writes the document of the call and returns its path.</summary>
    public string Write(AgentDocument document)
    {
        Document = document;
        return Write("claim.md", document.Text);
    }

    /// <summary>Writes the code of one function, as C# or assembly, and returns how commands name it.</summary>
    /// <param name="name">What the file is called, without an extension.</param>
    /// <param name="code">The code.</param>
    /// <param name="function">The function that is meant, where there are several; or null.</param>
    /// <exception cref="AgentInputException">That is no name of a function.</exception>
    public string WriteFunction(string name, string code, string? function)
    {
        var path = Write(name + (AgentDocument.IsAssembly(code) ? ".asm" : ".cs"), code);
        if (function is null)
            return path;
        return FunctionName().IsMatch(function) ? $"{path}#{function}" : throw new AgentInputException($"'{ClaimBlockReader.Shorten(function)}' is no name of a function. Write it as in: Sort3, or Kernels.Sort3.");
    }

    /// <summary>A matrix that is written out as it is; the path of one that is named.</summary>
    /// <param name="given">The matrix, or the name of its file.</param>
    /// <param name="isColumn">Whether it is to have one column.</param>
    /// <exception cref="AgentInputException">No such file may be read.</exception>
    public string Matrix(string given, bool isColumn)
    {
        if (AgentMatrix.Read(given, isColumn) is { } written)
            return written;
        var shown = ClaimBlockReader.Shorten(given);
        if (limits.Folder is not { } folder)
            throw new AgentInputException($"'{shown}' would be read from a file, and this server may read none. Write the matrix out, as in [[1, 2], [2, 4]], or let the user start it with 'assay mcp --folder FOLDER'.");
        var (path, problem) = NamedFiles.Under(folder).Find("", given.Trim(), Place.Whole(shown));
        return path ?? throw new AgentInputException($"{problem!.Message} {problem.Advice}");
    }

    /// <summary>The option for a budget, where one is given.</summary>
    /// <exception cref="AgentInputException">It cannot be read, or is more than this server allows.</exception>
    public IEnumerable<string> Budget(AgentInputs inputs)
    {
        if (inputs.Text("budget") is not { } text)
            return [];
        var budget = BudgetText.Parse(text, out var error)?.Over(Running.Budget.Default) ?? throw new AgentInputException($"budget: {error.Message} {BudgetText.Form}");
        return budget.Time <= limits.Most.Time && budget.Memory <= limits.Most.Memory && (budget.Seeds ?? 0) <= limits.Most.Seeds ? [$"--budget={text}"]
            : throw new AgentInputException($"budget: '{ClaimBlockReader.Shorten(text)}' is more than this server allows, which is {limits}. Ask for less, or let the user start it with 'assay mcp --budget TEXT'.");
    }

    /// <summary>A report without the folder, which means nothing to others.</summary>
    public string Clean(string text) => text.Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
        .Replace((_folder + Path.DirectorySeparatorChar).Replace("\\", "\\\\", StringComparison.Ordinal), "", StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A decider that is deaf may hold a file still; the system clears its folder for such.
        }
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*(\.[\p{L}_][\p{L}\p{Nd}_]*)*$")]
    private static partial Regex FunctionName();
}

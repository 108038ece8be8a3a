using Assay.Claims;
using Assay.Claims.Code;
using Assay.Programs.Synthesis.Audit;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Cli.Dropping;

/// <summary>The function whose instructions are to be dropped, and the code around it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Block">Its code.</param>
/// <param name="Others">Other code of the same document, which statements may use.</param>
/// <param name="Instructions">Its instructions.</param>
/// <param name="Variables">What the file calls its values, where the code calls them otherwise; else nothing.</param>
internal sealed record DropSubject(
    string Name, CodeBlock Block, IReadOnlyList<CodeBlock> Others, IReadOnlyList<DropLine> Instructions, IReadOnlyList<string> Variables)
{
    /// <summary>What the file calls each register of the code, where that is something else.</summary>
    public IReadOnlyDictionary<string, string> Registers { get; init; } = new Dictionary<string, string>();

    /// <summary>An answer with the registers named as in the file.</summary>
    public Settlement Show(Settlement settlement)
    {
        if (Registers.Count == 0 || settlement is not Answered { Verdict: Refuted { Counterexample: { } example } refuted } answered)
            return settlement;
        return answered with
        {
            Verdict = refuted with { Counterexample = example with { Unknowns = [.. example.Unknowns.Select(unknown => unknown with { Name = InFile(unknown.Name) })] } },
        };
    }

    /// <summary>The code without one instruction; what is left keeps its place.</summary>
    public CodeBlock Without(DropLine dropped, string name)
    {
        var lines = Block.Code.Text.Split('\n');
        lines[dropped.Index] = lines[dropped.Index][..dropped.Column] + new string(' ', dropped.Length) + lines[dropped.Index][(dropped.Column + dropped.Length)..];
        return Named(name) with { Code = Block.Code with { Text = string.Join('\n', lines) } };
    }

    /// <summary>The code under a name.</summary>
    public CodeBlock Named(string name) => new AssemblyFile(Block.Info, Block.Code).Renamed(name).ToBlock();

    /// <summary>Reads <c>FILE</c> or <c>FILE#Name</c>: a claim document, a file of assembly, or a kernel.</summary>
    public static DropSubject? Read(string path, ClaimDocumentReader reader, ICollection<Problem> problems, CancellationToken cancellation)
    {
        var hash = File.Exists(path) ? -1 : path.LastIndexOf('#');
        var (file, name) = hash > 0 ? (path[..hash], path[(hash + 1)..]) : (path, null);
        if (!File.Exists(file))
        {
            problems.Add(NearestPath.Missing(file));
            return null;
        }

        return Path.GetExtension(file).Equals(".md", StringComparison.OrdinalIgnoreCase)
            ? OfDocument(file, name, reader.Read(file), problems)
            : OfFile(file, name, problems, cancellation);
    }

    private static DropSubject? OfDocument(string file, string? name, ClaimDocument document, ICollection<Problem> problems)
    {
        var functions = document.Blocks.Where(block => block.Language == "asm").ToList();
        List<string> names = [.. functions.Select(NameOf)];
        var chosen = functions.Where(block => name is null || NameOf(block) == name).ToList();
        foreach (var problem in document.Problems.Where(problem => problem.Claim is null))
            problems.Add(problem);
        if (problems.Count > 0)
            return null;
        if (chosen is [var block])
            return new DropSubject(NameOf(block), block, [.. document.Blocks.Where(other => other != block)], DropLine.In(block.Code), []);

        problems.Add(functions.Count == 0 ? new Problem(Place.Whole(file), "There is no assembly in this document.", "A function is an ```asm Name(eax, ebx) -> (eax) block.")
            : name is null ? new Problem(Place.Whole(file), $"Several functions could be meant: {string.Join(", ", names)}.", $"Choose one, as in: {file}#{names[0]}")
            : new Problem(Place.Whole(file), $"There is no function '{name}' in this document.", NearestSpelling.Advice(name, names)));
        return null;
    }

    private static DropSubject? OfFile(string file, string? name, ICollection<Problem> problems, CancellationToken cancellation)
    {
        var (text, problem) = KernelFolder.Read(file);
        if (text is null)
        {
            problems.Add(problem!);
            return null;
        }

        // Kernels need no signature; any other assembly does.
        var (assembly, missing) = KernelFunction.IsEnumerated(text) ? (null, null) : AssemblyFile.Parse(file, text);
        List<Problem> found = [];
        var subject = assembly is not null ? new DropSubject(assembly.Name, assembly.ToBlock(), [], DropLine.In(assembly.Code), [])
            : KernelFunction.Read(file, text, found, cancellation) is { } kernel ? new DropSubject(kernel.Name, kernel.Block, [], DropLine.In(kernel.Block.Code, kernel.Shown), kernel.Variables) { Registers = kernel.Registers }
            : null;
        foreach (var wrong in subject is not null ? [] : missing is null ? found : [.. found, missing])
            problems.Add(wrong);
        if (subject is null || name is null || name == subject.Name)
            return subject;
        problems.Add(new Problem(Place.Whole(file), $"There is no function '{name}' in this file.", NearestSpelling.Advice(name, [subject.Name])));
        return null;
    }

    // A name such as "edx (never set)" starts with the register.
    private string InFile(string name)
    {
        var register = name.Split(' ')[0];
        return Registers.TryGetValue(register, out var shown) ? shown + name[register.Length..] : name;
    }

    private static string NameOf(CodeBlock block) => block.Info.Text.Split('(')[0].Trim();
}

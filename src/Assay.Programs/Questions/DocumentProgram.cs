using Assay.Claims;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Frontends.CSharp;
using Mono.Cecil;

namespace Assay.Programs.Questions;

/// <summary>The code of one document and the claims about it, compiled under one kind of arithmetic.</summary>
internal sealed class DocumentProgram
{
    private const int MostKnown = 40;

    private readonly Dictionary<Claim, List<Problem>> _problems = new(ReferenceEqualityComparer.Instance);
    private readonly List<(ClaimForm Form, Subject Subject)> _subjects = [];
    private readonly List<Problem> _blockProblems = [];
    private readonly bool _isChecked;
    private readonly bool _lacksBlocks;
    private Lazy<CSharpCompiler> _compiler;

    private DocumentProgram(bool isChecked, bool lacksBlocks)
    {
        _isChecked = isChecked;
        _lacksBlocks = lacksBlocks;
        _compiler = new(() => CSharpCompiler.Create(isChecked));
    }

    /// <summary>What is wrong with code blocks.</summary>
    public IReadOnlyList<Problem> BlockProblems => _blockProblems;

    /// <summary>Compiles the blocks of a document with claims about them.</summary>
    /// <param name="blocks">The blocks that could be read.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="isChecked">Whether arithmetic throws on overflow.</param>
    /// <param name="lacksBlocks">Whether other blocks could not be read, so that their names are missing.</param>
    /// <param name="cancellation">Cancels.</param>
    public static DocumentProgram Compile(
        IReadOnlyList<DocumentBlock> blocks, IReadOnlyList<Claim> claims, bool isChecked, bool lacksBlocks, CancellationToken cancellation)
    {
        var program = new DocumentProgram(isChecked, lacksBlocks);
        var forms = program.ReadForms(blocks, claims, cancellation);
        if (blocks.Count == 0 && !lacksBlocks && !isChecked && PlainProgram.Compile(forms, SideClass) is { } plain)
        {
            program.AddPlain(forms, plain.Assembly, plain.Sides, cancellation);
        }
        else if (program.CompileAll(blocks, forms, cancellation) is { } compiled)
        {
            program.AddSubjects(compiled.Blocks, compiled.Forms, compiled.Assembly, cancellation);
        }

        return program;
    }

    /// <summary>What is wrong with a claim.</summary>
    public IReadOnlyList<Problem> ProblemsOf(Claim claim) => _problems[claim];

    /// <summary>The claim's subjects, one for each choice of types; none when it has problems.</summary>
    public IReadOnlyList<(ClaimForm Form, Subject Subject)> SubjectsOf(Claim claim) =>
        _problems[claim].Count > 0 ? [] : [.. _subjects.Where(subject => ReferenceEquals(subject.Form.Claim, claim))];

    /// <summary>Methods that give the values of a claim's variables; none when the texts do not compile.</summary>
    public (CilAssembly Assembly, IReadOnlyList<MethodDefinition> Methods)? CompileValues(
        ClaimForm form, IReadOnlyList<ClaimText> values, ICollection<Problem> problems, CancellationToken cancellation)
    {
        var errors = new List<CompilerError>();
        var assembly = _compiler.Value.With([form.ValuesSource("values", values)], cancellation).Compile(errors, cancellation);
        foreach (var error in errors)
        {
            problems.Add(error.Problem);
        }

        return assembly is null ? null : (assembly, SubjectBuilder.Numbered(SubjectBuilder.Nested(assembly, "values"), "Witness"));
    }

    private List<ClaimForm> ReadForms(IReadOnlyList<DocumentBlock> blocks, IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        List<ClaimForm> forms = [];
        Lazy<CSharpCompiler> code = new(() => _compiler.Value.With(Sources(blocks), cancellation));
        foreach (var claim in claims)
        {
            List<Problem> problems = [];
            forms.AddRange(ClaimFormReader.Read(
                claim, forms.Count, (name, found) => FunctionSignature.Of(code.Value, blocks, name, found), problems));
            _problems[claim] = problems;
        }

        return forms;
    }

    // Whatever does not compile is taken out, until the rest does: one bad block does not hide the others.
    private (CilAssembly Assembly, List<DocumentBlock> Blocks, List<ClaimForm> Forms)? CompileAll(
        IReadOnlyList<DocumentBlock> allBlocks, List<ClaimForm> allForms, CancellationToken cancellation)
    {
        List<DocumentBlock> blocks = [.. allBlocks];
        List<ClaimForm> forms = [.. allForms];
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var compiler = _compiler.Value.With([.. Sources(blocks), .. forms.Select(form => form.Source())], cancellation);
            List<CompilerError> errors = [];
            if (compiler.Compile(errors, cancellation) is { } assembly)
            {
                _compiler = new(compiler);
                return (assembly, blocks, forms);
            }

            var bad = errors.Select(error => error.Owner).ToHashSet(ReferenceEqualityComparer.Instance);
            var badBlocks = errors.Where(error => blocks.Any(block => ReferenceEquals(block.Source.Owner, error.Owner))).ToList();
            if (badBlocks.Count > 0)
            {
                // Claims may fail only because of these blocks: the next round tells.
                _blockProblems.AddRange(badBlocks.Select(error => error.Problem));
                blocks.RemoveAll(block => bad.Contains(block.Source.Owner));
                continue;
            }

            foreach (var error in errors)
            {
                if (error.Owner is ClaimForm form)
                {
                    AddProblem(form.Claim, error.Problem with { Advice = _lacksBlocks || _blockProblems.Count > 0 ? "A code block of this document cannot be used." : error.Problem.Advice ?? Undeclared(form, error) });
                }
            }

            if (forms.RemoveAll(bad.Contains) == 0)
            {
                throw new InvalidOperationException($"The frame of a document does not compile: {errors[0].Problem}");
            }
        }
    }

    private void AddSubjects(List<DocumentBlock> blocks, List<ClaimForm> forms, CilAssembly assembly, CancellationToken cancellation)
    {
        foreach (var block in blocks.Where(block => block.Function is not null))
        {
            assembly.Externals[block.FunctionName!] = block.Function!;
        }

        var sides = forms.Where(form => form.Statement is not null).ToDictionary(form => form, form => Expressions(form));
        var withSides = _compiler.Value.With(sides.Where(pair => pair.Value.Count > 0).Select(pair => pair.Key.ExpressionsSource(SideClass(pair.Key), pair.Value)), cancellation);

        // What a statement compares is only for show; should it not compile on its own, the claim is decided without.
        if (withSides.Compile([], cancellation) is { } complete)
        {
            foreach (var (name, function) in assembly.Externals)
            {
                complete.Externals[name] = function;
            }

            assembly = complete;
        }

        AddSubjects(forms, assembly, sides);
    }

    // Values that somebody gives for the variables are compiled as always.
    private void AddPlain(
        List<ClaimForm> forms, CilAssembly assembly, IReadOnlyDictionary<ClaimForm, IReadOnlyList<(string Type, string Text)>> sides, CancellationToken cancellation)
    {
        _compiler = new(() => CSharpCompiler.Create(_isChecked).With([.. Sources([]), .. forms.Select(form => form.Source())], cancellation));
        AddSubjects(forms, assembly, sides);
    }

    private void AddSubjects(List<ClaimForm> forms, CilAssembly assembly, IReadOnlyDictionary<ClaimForm, IReadOnlyList<(string Type, string Text)>> sides)
    {
        foreach (var form in forms)
        {
            var problems = _problems[form.Claim];
            if (SubjectBuilder.Build(form, assembly, _isChecked, sides.GetValueOrDefault(form) ?? [], SideClass(form), problems) is { } subject)
            {
                _subjects.Add((form, subject));
            }
        }
    }

    private IReadOnlyList<(string Type, string Text)> Expressions(ClaimForm form)
    {
        var (root, meaning) = _compiler.Value.Understand(form.ClassName + ".cs");
        return SideExpressions.Of(root, meaning);
    }

    // A name that does not exist most likely was to be a variable.
    private static string? Undeclared(ClaimForm form, CompilerError error)
    {
        if (error.MissingValue is not { } name)
        {
            return null;
        }

        var known = string.Concat(form.Variables.Where(variable => !variable.IsBound).Select(variable => $"{variable}, "));
        return $"If it is a variable, declare it, as in: {form.Claim.Spell("for-all", $"{(known.Length <= MostKnown ? known : "..., ")}int {name}")}";
    }

    // Compiler errors repeat for each choice of types; one is enough.
    private void AddProblem(Claim claim, Problem problem)
    {
        if (!_problems[claim].Contains(problem))
        {
            _problems[claim].Add(problem);
        }
    }

    private static string SideClass(ClaimForm form) => $"sides_{form.Number}";

    private static IEnumerable<SourceText> Sources(IEnumerable<DocumentBlock> blocks) =>
        [DocumentBlock.VocabularySource(), .. blocks.Select(block => block.Source)];
}

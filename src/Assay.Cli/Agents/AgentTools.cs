using static Assay.Cli.Agents.AgentInputKind;

namespace Assay.Cli.Agents;

/// <summary>The commands that agents may use.</summary>
internal static class AgentTools
{
    private static readonly AgentInput Claim = new("claim", Text, "The lines of one claim as its block has them, such as \"for-all: int a, int b\\nassume: a <= b\\nclaim: (a + b) / 2 >= a\"; statements are C#. A statement alone is taken for all ints: \"(a + b) / 2 <= b\".") { IsRequired = true };
    private static readonly AgentInput Code = new("code", Text, "The functions that the claim speaks of: C# methods, or one assembly function whose first line is its signature, as in \"; Max(eax, ebx) -> (eax)\".");
    private static readonly AgentInput Assume = new("assume", Texts, "Conditions on the inputs, in C#; all are to hold.");
    private static readonly AgentInput Budget = new("budget", Text, "What it may use, such as \"30 s\" or \"2 min, 1 GB\"; 10 s and 400 MB unless said.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AgentTool> All { get; } =
    [
        new(
            "check_claim",
            "Check a claim",
            "Proves a technical claim for all inputs, or refutes it with a counterexample (and says whether that is the smallest) and the weakest assumption under which it holds. Use it before you state that code is correct, that a rewrite changes nothing, or that a formula holds. Undecided means that nothing is known. Also takes a whole Markdown document with ```claim blocks, and claims about matrices and training.",
            [Claim, Code, Budget, new("cross_check", Flag, "Ask every method that applies; an answer counts only when all agree.")],
            (inputs, files) => ["check", files.Write(AgentDocument.Of(inputs.Text("claim")!, inputs.Text("code"))), "--no-store", .. files.Budget(inputs), .. inputs.Flag("cross_check") ? ["--cross-check"] : Array.Empty<string>()])
        { Output = AgentSchemas.Claims },
        new(
            "equal",
            "Compare two functions",
            "Tells whether two functions do the same for all inputs: C# methods or assembly text, also one of each. If not: the smallest input on which they differ, both results, and the weakest assumption under which they are equal. Use it before you state that a refactoring or an optimisation keeps the behaviour.",
            [
                new("before", Text, "The code of the first function, with the functions that it calls.") { IsRequired = true },
                new("after", Text, "The code of the second one.") { IsRequired = true },
                new("before_name", Text, "Which function of 'before' is meant, where there are several."),
                new("after_name", Text, "Which function of 'after' is meant, where there are several."),
                new("for_all", Text, "The parameters declared anew, where arrays need a length: \"int[4] values, int n\"."),
                Assume,
                new("arithmetic", Text, "\"checked\" if overflow throws; otherwise it wraps."),
                Budget,
            ],
            (inputs, files) =>
            [
                "equal",
                files.WriteFunction("before", inputs.Text("before")!, inputs.Text("before_name")),
                files.WriteFunction("after", inputs.Text("after")!, inputs.Text("after_name")),
                "--no-store",
                .. Options(inputs, "for_all", "assume", "arithmetic"),
                .. files.Budget(inputs),
            ])
        { Output = AgentSchemas.Claims },
        new(
            "weakest_assumption",
            "Find the weakest assumption",
            "Finds the weakest C# condition on the inputs under which a statement holds: where the condition is true the statement holds, where it is false it fails, both proved. Use it to learn the precondition of a piece of code.",
            [Claim, Code, Budget],
            (inputs, files) => ["check", files.Write(AgentDocument.OfSearch(inputs.Text("claim")!, inputs.Text("code"))), "--no-store", .. files.Budget(inputs)])
        { Output = AgentSchemas.Claims },
        new(
            "shorten",
            "Find a shortest program",
            "Finds a shortest program that is equal to a function, fewest operations in C# or fewest instructions in assembly, and proves that none is shorter; sorting kernels too. Use it before you state that something cannot be done in fewer steps.",
            [
                new("code", Text, "The function.") { IsRequired = true },
                new("name", Text, "Which function is meant, where there are several."),
                Assume,
                new("instructions", Text, "What programs are made of: names such as \"add,sub,xor\", or the sets alu, bits, wide."),
                new("constants", Text, "The constants of C# programs, such as \"0,1,31\"."),
                new("spare", Number, "Registers that an assembly program may use besides those of its signature."),
                new("max_length", Number, "The greatest length to try."),
                Budget,
            ],
            (inputs, files) =>
            [
                "shorten",
                files.WriteFunction("function", inputs.Text("code")!, inputs.Text("name")),
                .. Options(inputs, "assume", "instructions", "constants", "spare", "max_length"),
                .. files.Budget(inputs),
            ])
        { Output = AgentSchemas.Report },
        new(
            "matrix",
            "Judge a matrix",
            "Everything that \"is it singular?\" can mean of a stored matrix: exactly, within the uncertainty of its entries, over a ring; with rank, determinant, condition, distance to singularity, and whether the usual tests in doubles would tell. Use it before you state that a matrix is invertible, singular or well-conditioned.",
            [
                new("matrix", Rows, "Rows of numbers, [[0.1, 0.2], [0.3, 0.6]], each entry as it is stored in doubles; or the name of a file, where the server may read files.") { IsRequired = true },
                new("uncertainty", Text, "How far entries may be from what is stored: \"0.5ulp\" (the default), \"1e-6\" of each entry, or \"1e-3abs\"."),
                new("over", Texts, "Is it invertible over these rings: \"Z\", or a modulus such as \"256\" or \"2^64\"."),
                new("solve", Column, "The right side b of A x = b, to be solved exactly: [1, 2]."),
                new("smith", Flag, "Also the Smith normal form of a matrix of whole numbers."),
                new("exact", Flag, "Only exact facts: no singular values, condition and distances."),
            ],
            (inputs, files) =>
            [
                "matrix",
                files.Matrix(inputs.Text("matrix")!, isColumn: false),
                .. Options(inputs, "uncertainty", "over"),
                .. inputs.Text("solve") is { } right ? [$"--solve={files.Matrix(right, isColumn: true)}"] : Array.Empty<string>(),
                .. inputs.Flag("smith") ? ["--smith"] : Array.Empty<string>(),
                .. inputs.Flag("exact") ? ["--exact"] : Array.Empty<string>(),
            ])
        { Output = AgentSchemas.Report },
        new(
            "explain",
            "Explain a claim",
            "Says how a claim is understood, without deciding it, and what is wrong with it.",
            [Claim, Code],
            (inputs, files) => ["explain", files.Write(AgentDocument.Of(inputs.Text("claim")!, inputs.Text("code")))]),
    ];

    // A value behind '=' is never taken for an option, whatever it starts with.
    private static IEnumerable<string> Options(AgentInputs inputs, params string[] names) =>
        names.SelectMany(name => (inputs.IsList(name) ? inputs.Texts(name) : inputs.Text(name) is { } text ? [text] : []).Select(text => $"--{name.Replace('_', '-')}={text}"));
}

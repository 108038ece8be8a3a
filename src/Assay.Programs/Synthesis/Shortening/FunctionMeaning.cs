using Assay.Claims;
using Assay.Claims.Code;
using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Questions;
using Assay.Programs.Terms;

namespace Assay.Programs.Synthesis.Shortening;

/// <summary>A user's function and what is assumed about its inputs, as terms.</summary>
internal sealed record FunctionMeaning
{
    private const double ForReading = 0.25;

    private FunctionMeaning()
    {
    }

    /// <summary>Where the terms live.</summary>
    public required TermFactory Terms { get; init; }

    /// <summary>The parameters.</summary>
    public required IReadOnlyList<InputVariable> Variables { get; init; }

    /// <summary>The parameters as terms.</summary>
    public required SubjectInputs Inputs { get; init; }

    /// <summary>What is assumed.</summary>
    public required Term Assumed { get; init; }

    /// <summary>The results: one, or the items of a tuple.</summary>
    public required IReadOnlyList<Term> Results { get; init; }

    /// <summary>The types of the results.</summary>
    public required IReadOnlyList<ClrType> ResultTypes { get; init; }

    /// <summary>How many operations the function has, as it was compiled and without simplification.</summary>
    public required int Operations { get; init; }

    /// <summary>The constants that occur in it.</summary>
    public required IReadOnlyList<Value> Constants { get; init; }

    private Term? AssumptionThrows { get; init; }

    private Term? Throws { get; init; }

    private string Exception { get; init; } = string.Empty;

    /// <summary>Reads a function; null when it cannot be used, for the reasons given.</summary>
    /// <param name="function">The function.</param>
    /// <param name="assumptions">What is assumed of its inputs.</param>
    /// <param name="problems">Receives the reasons.</param>
    /// <param name="context">What finding out may cost.</param>
    public static FunctionMeaning? Read(
        FunctionFile function, IReadOnlyList<ClaimText> assumptions, ICollection<Problem> problems, DecisionContext context)
    {
        var place = function.Block.Code.Start with { Line = 0, Column = 0 };
        var before = problems.Count;
        var document = EqualityClaim.Document([function.Block], function.Name, function.Name, assumptions);
        var understanding = new ProgramsDomain(new ProgramsOptions()).Understand(document, document.Claims, context.Cancellation);
        var question = (ProgramQuestion)understanding.Questions[0];
        foreach (var problem in understanding.Problems.Concat(question.Problems).Distinct())
        {
            problems.Add(problem);
        }

        if (problems.Count > before)
        {
            return null;
        }

        try
        {
            var subject = (EqualSubject)question.Subjects[0].Subject;
            return Numbers(subject, place, problems) && Unfold(subject, place, problems, context)?.WithoutUnknowns(context) is { } meaning
                && meaning.IsSettled(place, problems, context) ? meaning : null;
        }
        catch (UnsupportedException exception)
        {
            problems.Add(new Problem(exception.Where ?? place, exception.Message));
            return null;
        }
        catch (TooManyTermsException exception)
        {
            problems.Add(new Problem(place, exception.Message, "Functions without long loops can be shortened."));
            return null;
        }
    }

    /// <summary>A goal over the same inputs: an input that meets the assumptions and the target.</summary>
    public Goal Seek(Term target) => new() { Terms = Terms, Variables = Inputs.Parts, Assumed = Assumed, Target = Terms.And(Assumed, target) };

    private static bool Numbers(EqualSubject subject, Place place, ICollection<Problem> problems)
    {
        var result = ClrTypes.Of(subject.Before.ReturnType, GenericScope.Empty);
        var types = subject.Variables.Select(variable => (What: $"The parameter '{variable.Name}'", variable.Type))
            .Concat(ResultTypesOf(result).Select(type => (What: "The result", Type: type)));
        foreach (var (what, type) in types)
        {
            if (type.Kind is not (ClrKind.Integer or ClrKind.Bool))
            {
                problems.Add(new Problem(place, $"{what} is of type {type.Name}.", "Functions on integers and bool, up to 64 bits, can be shortened."));
            }
        }

        return problems.Count == 0;
    }

    private static IReadOnlyList<ClrType> ResultTypesOf(ClrType result) =>
        result.Kind == ClrKind.Struct && result.Name.StartsWith('(') ? [.. result.Fields.SelectMany(field => field.Name == "Rest" ? ResultTypesOf(field.Type) : [field.Type])] : [result];

    private static FunctionMeaning? Unfold(EqualSubject subject, Place place, ICollection<Problem> problems, DecisionContext context)
    {
        var terms = new TermFactory();
        var (unfolding, result, inputs) = Run(subject, terms, context);
        if (!unfolding.Unfinished.IsFalse || !result.Unfinished.IsFalse || result.Value is null)
        {
            problems.Add(new Problem(place, "It has a loop whose end depends on the input.", "Functions without loops, or with loops of a fixed number of rounds, can be shortened."));
            return null;
        }

        var plain = new TermFactory(simplify: false);
        var asSaid = TermOrder.Of([Run(subject, plain, context).Result.Value!]).ToList();
        return new FunctionMeaning
        {
            Terms = terms,
            Variables = subject.Variables,
            Inputs = inputs,
            Assumed = unfolding.Assumed,
            Results = [.. SubjectInputs.Leaves(result.Value)],
            ResultTypes = ResultTypesOf(ClrTypes.Of(subject.Before.ReturnType, GenericScope.Empty)),
            Operations = OperationCount.Of(asSaid),
            AssumptionThrows = unfolding.AssumptionThrows,
            Throws = terms.And(unfolding.Assumed, result.Throws(terms)),
            Exception = result.Faults.Count > 0 ? result.Faults[0].Exception : string.Empty,
            Constants = [.. asSaid.Where(term => term is { IsConstant: true, Sort.Kind: SortKind.BitVector }).Select(term => term.Value).Distinct()],
        };
    }

    private static (Unfolding Unfolding, ExecutionResult Result, SubjectInputs Inputs) Run(EqualSubject subject, TermFactory terms, DecisionContext context)
    {
        var inputs = SubjectInputs.Create(terms, subject.Variables);
        var reach = new SampleReach([.. inputs.Parts.Select(part => part.Term)], []);
        var limits = new ExecutionLimits { Reachable = reach.Meets, Cancellation = context.Cancellation };
        var unfolding = subject.Unfold(terms, inputs.Whole, limits);
        return (unfolding, new CilProgram(subject.Assembly, terms, limits with { Steps = new StepCount(2_000_000) }).Execute(subject.Before, inputs.Whole), inputs);
    }

    // A register that is only written in part at first may be read, as by a conditional move, without a trace in the results: then
    // zero stands for what it held.
    private FunctionMeaning WithoutUnknowns(DecisionContext context)
    {
        var zeros = TermOrder.Variables([.. Results]).Where(term => term.Role == VariableRole.Unknown)
            .ToDictionary(unknown => unknown, unknown => Terms.Constant(new Value(unknown.Sort, 0)));
        if (zeros.Count == 0)
        {
            return this;
        }

        List<Term> results = [.. Results.Select(result => Substitution.Apply(Terms, result, zeros))];
        return IsNever(Terms.And(Assumed, Terms.Any(Results.Zip(results, (a, b) => Terms.Not(Terms.Equal(a, b))))), context) ? this with { Results = results } : this;
    }

    // It must end normally on every input, and its result must depend on nothing but the input.
    private bool IsSettled(Place place, ICollection<Problem> problems, DecisionContext context)
    {
        if (TermOrder.Variables([.. Results, Assumed]).Any(term => term.Role == VariableRole.Unknown))
        {
            problems.Add(new Problem(place, "Its result depends on a value that nothing defines, such as a register that is no input.", "Add the register to the inputs."));
            return false;
        }

        if (!IsNever(AssumptionThrows!, context))
        {
            problems.Add(new Problem(place, "An assumption may throw.", "Add an assumption before it that excludes this."));
        }
        else if (!IsNever(Throws!, context))
        {
            problems.Add(new Problem(place, $"It may throw {Exception}.", "Add an assumption that excludes this, as in --assume \"d != 0\"."));
        }
        else if (IsNever(Assumed, context))
        {
            problems.Add(new Problem(place, "No input meets the assumptions.", "Weaken an assumption."));
        }

        return problems.Count == 0;
    }

    private bool IsNever(Term condition, DecisionContext context) =>
        condition.IsFalse || (!condition.IsTrue && Portfolio.Create(new ProgramsOptions()).Decide(
            new Goal { Terms = Terms, Variables = Inputs.Parts, Assumed = Terms.True, Target = condition }, context.Within(context.Left * ForReading), []).Decision is None);
}

using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>A register of the source that the target replaces.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">What it holds before.</param>
/// <param name="Target">What it holds after.</param>
/// <param name="Applies">When the rewrite is applied and users beside those in the source may see the register.</param>
internal sealed record ReplacedRegister(string Name, RegisterMeaning Source, RegisterMeaning Target, Term Applies);

/// <summary>
/// A rewrite at fixed widths as terms. The target refines the source if for all inputs and all values of the target's
/// <c>undef</c> there are values for the source's so that no replaced register is worse off.
/// </summary>
internal sealed class RewriteMeaning
{
    private readonly TermFactory _terms;
    private readonly Rewrite _rewrite;
    private readonly Dictionary<string, Term> _inputs = [];
    private readonly Dictionary<string, Term> _conditions = [];
    private readonly Dictionary<string, Term> _analyses = [];
    private readonly List<Term> _facts = [];
    private readonly Dictionary<string, RegisterMeaning> _source = [];
    private readonly Dictionary<string, RegisterMeaning> _target = [];
    private readonly Dictionary<string, Instruction> _definitions;
    private readonly Paths _pathsBefore;
    private readonly Paths _pathsAfter;
    private readonly ProgramMeaning _before;
    private readonly ProgramMeaning _after;

    public RewriteMeaning(TermFactory terms, Rewrite rewrite, Widths widths, bool newSemantics)
    {
        _terms = terms;
        _rewrite = rewrite;
        Widths = widths;
        foreach (var input in rewrite.Inputs)
        {
            _inputs[input.Name] = terms.Variable(input.Name, Sort.BitVector(widths[input.Slot]));
        }

        _definitions = rewrite.Source.ToDictionary(instruction => instruction.Result);
        var operands = new OperandMeaning(terms, widths, symbol => InSource(symbol.Name).Value, Analysed);
        _before = new ProgramMeaning(terms, widths, operands, InSource, NamedCondition, newSemantics);
        _after = new ProgramMeaning(terms, widths, operands, InTarget, NamedCondition, newSemantics);
        _pathsBefore = new Paths(terms, rewrite.Source[0].Block);
        _pathsAfter = new Paths(terms, rewrite.Source[0].Block);
        foreach (var instruction in rewrite.Source)
        {
            _source[instruction.Result] = In(_pathsBefore, instruction, _before.Of(instruction));
        }

        BranchesOfTarget();
        foreach (var instruction in rewrite.Target.Where(instruction => instruction.Operation != BranchReader.Branch))
        {
            _target[instruction.Result] = In(_pathsAfter, instruction, _after.Of(instruction));
        }

        var conditions = new ConditionMeaning(terms, operands, rewrite.Precondition);
        Applies = terms.All([conditions.Of(null), .. _facts]);
        Replaced = [.. ReplacedBlocks(), .. rewrite.Source.Where(instruction => _target.ContainsKey(instruction.Result)).Select(instruction => Replace(instruction.Result, conditions))];
        Facts = terms.All([.. conditions.Facts, .. _facts, .. _conditions.Values.Select(chosen => terms.ULt(chosen, terms.Constant(ProgramMeaning.Conditions.Length, chosen.Width)))]);
        Extra = [.. _conditions.Concat(_analyses).Select(pair => (pair.Key, pair.Value)), .. conditions.Answers];
    }

    public Widths Widths { get; }

    /// <summary>The registers that are compared.</summary>
    public IReadOnlyList<ReplacedRegister> Replaced { get; }

    /// <summary>Every instruction with what its register holds, in the order of the text.</summary>
    public IEnumerable<(bool IsTarget, Instruction Instruction, RegisterMeaning Meaning)> Registers =>
    [
        .. _rewrite.Source.Select(instruction => (false, instruction, _source[instruction.Result])),
        .. _rewrite.Target.Where(instruction => _target.ContainsKey(instruction.Result)).Select(instruction => (true, instruction, _target[instruction.Result])),
    ];

    /// <summary>The precondition.</summary>
    public Term Applies { get; }

    /// <summary>What holds for <see cref="Extra"/> variables.</summary>
    public Term Facts { get; }

    /// <summary>Inputs and constants in the order of the text.</summary>
    public IEnumerable<(Symbol Symbol, Term Term)> Inputs => _rewrite.Inputs.Select(input => (input, _inputs[input.Name]));

    /// <summary>Variables beside the inputs: answers of analyses, conditions of <c>icmp</c> that are names.</summary>
    public IReadOnlyList<(string Name, Term Term)> Extra { get; }

    /// <summary>The values of <c>undef</c> in the source; the best ones count.</summary>
    public IReadOnlyList<Term> SourceUndefined => _before.Undefs;

    /// <summary>The values of <c>undef</c> in the target; the worst ones count.</summary>
    public IReadOnlyList<Term> TargetUndefined => _after.Undefs;

    /// <summary>When some replaced register is worse off.</summary>
    public Term Violation() => _terms.And(Facts, _terms.Any(Replaced.Select(Worse)));

    /// <summary>When the compiler may apply the rewrite and the source has a value that the target must match.</summary>
    public Term Matters() => _terms.And(Facts, _terms.Any(Replaced.Select(register => _terms.All([register.Applies, All(register.Source.Defined), All(register.Source.Sound)]))));

    // Conditions 1 to 3 of section 3.1.2 of the paper: they bind the target only where the source is defined and no poison.
    private Term Worse(ReplacedRegister register)
    {
        var worse = _terms.Any(
        [
            _terms.Not(All(register.Target.Defined)),
            _terms.Not(All(register.Target.Sound)),
            _terms.Not(_terms.Equal(register.Source.Value, register.Target.Value)),
        ]);
        return _terms.All([register.Applies, All(register.Source.Defined), All(register.Source.Sound), worse]);
    }

    private Term All(IEnumerable<Term> conditions) => _terms.All(conditions.OrderBy(condition => condition.Id));

    // A register that the source uses itself is compared for its other users; where there is none, nobody sees it.
    private ReplacedRegister Replace(string name, ConditionMeaning conditions)
    {
        var isUsed = _rewrite.Source.SelectMany(instruction => instruction.Operands.SelectMany(Rewrite.Parts)).Any(part => part is Symbol symbol && symbol.Name == name);
        return new ReplacedRegister(name, _source[name], _target[name], conditions.Of(isUsed ? name : null));
    }

    // What stands in a block is carried out only where the block is reached.
    private static RegisterMeaning In(Paths paths, Instruction instruction, RegisterMeaning meaning)
    {
        var path = paths[instruction.Block];
        if (instruction.Operation == BranchReader.Branch)
        {
            paths.Add(instruction, instruction.Operands.IsEmpty ? null : meaning);
        }

        return path.IsTrue ? meaning : meaning with { Defined = meaning.Defined.Add(path) };
    }

    // Branches that the target does not replace stay; their conditions may have changed.
    private void BranchesOfTarget()
    {
        var replaced = _rewrite.Target.Where(instruction => instruction.Operation == BranchReader.Branch).ToDictionary(branch => branch.Block);
        foreach (var branch in _rewrite.Source.Where(instruction => instruction.Operation == BranchReader.Branch))
        {
            var now = replaced.GetValueOrDefault(branch.Block, branch);
            foreach (var needed in _rewrite.Target.TakeWhile(instruction => instruction != now).Where(instruction => instruction.Block == now.Block && !instruction.IsEnd))
            {
                _target[needed.Result] = _after.Of(needed);
            }

            _pathsAfter.Add(now, now.Operands.IsEmpty ? null : _after.Of(now));
        }
    }

    // A replaced branch must lead to the same blocks.
    private IEnumerable<ReplacedRegister> ReplacedBlocks() => _rewrite.Target.Any(instruction => instruction.Operation == BranchReader.Branch)
        ? _rewrite.Source.Concat(_rewrite.Target).SelectMany(instruction => instruction.Labels).Distinct().Select(block => new ReplacedRegister(
            $"block {block}", Reaching(_pathsBefore[block]), Reaching(_pathsAfter[block]), Applies))
        : [];

    private RegisterMeaning Reaching(Term path) => new(_terms.Constant(0, 1), [path], []);

    private RegisterMeaning InSource(string name) =>
        _source.TryGetValue(name, out var known) ? known : RegisterMeaning.Of(_inputs[name]);

    // An instruction of the source that the target keeps is carried out again: among new operands, with other values of undef.
    private RegisterMeaning InTarget(string name)
    {
        if (_target.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!_definitions.TryGetValue(name, out var kept))
        {
            return RegisterMeaning.Of(_inputs[name]);
        }

        return _target[name] = In(_pathsAfter, kept, _after.Of(kept));
    }

    private Term NamedCondition(string name)
    {
        if (!_conditions.TryGetValue(name, out var chosen))
        {
            _conditions[name] = chosen = _terms.Variable(name, Sort.BitVector(4));
        }

        return chosen;
    }

    private Term Analysed(Call call, int width, Func<Term, Term> fact)
    {
        var key = NodeText.Of(call);
        if (!_analyses.TryGetValue(key, out var known))
        {
            _analyses[key] = known = _terms.Variable(key, Sort.BitVector(width));
            _facts.Add(fact(known));
        }

        return known;
    }
}

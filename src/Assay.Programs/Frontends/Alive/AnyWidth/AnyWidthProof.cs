using System.Collections.Immutable;

namespace Assay.Programs.Frontends.Alive.AnyWidth;

/// <summary>
/// Proves rewrites at all widths at once. It shows for every register that the target replaces that
/// <list type="number">
/// <item>source and target have one form (see <see cref="AnyWidthValues"/>): equal values at every width, and</item>
/// <item>every condition under which the target is defined and no poison is, word for word, one of the source or of the
/// precondition; or it is about literals, and holds at every width that the types may have.</item>
/// </list>
/// At each width the form is evaluated in the integers modulo 2^w, and atoms are functions of their operands. So equal forms have
/// equal values on every input, and the three conditions of refinement hold. What the precondition says beyond that is not used: a
/// rewrite that is right without it is right with it. Coefficients are compared over the integers: <c>x * 256</c> is
/// no 0, though it is at i8. Where this says no, the rewrite may still be right at every width.
/// </summary>
internal sealed class AnyWidthProof
{
    public const string Name = "Ring";

    private readonly Rewrite _rewrite;
    private readonly AnyWidthValues _values;
    private readonly AnyWidthOperands _operands;
    private readonly Dictionary<string, AnyWidthRegister> _source = [];
    private readonly Dictionary<string, AnyWidthRegister> _target = [];
    private readonly ImmutableHashSet<string> _given;

    private AnyWidthProof(Rewrite rewrite, WidthChoices choices)
    {
        _rewrite = rewrite;
        _values = new AnyWidthValues(rewrite.Types, choices.Least);
        Dictionary<string, AnyWidthValue> symbols = [];
        _operands = new AnyWidthOperands(_values, symbols);
        foreach (var equality in AnyWidthConditions.Conjuncts(rewrite.Precondition).OfType<Comparison>().Where(comparison => comparison.Sign == "=="))
        {
            if (equality.Left is Symbol { IsRegister: false } symbol && !symbols.ContainsKey(symbol.Name))
            {
                symbols[symbol.Name] = _operands.Of(equality.Right, ImmutableHashSet.CreateBuilder<string>());
            }
        }

        _given = AnyWidthConditions.Of(rewrite.Precondition, _values, _operands);
    }

    /// <summary>Whether the target refines the source at every width that the types may have.</summary>
    public static bool Succeeds(Rewrite rewrite, WidthChoices choices) => IsStraight(rewrite) && new AnyWidthProof(rewrite, choices).Holds();

    // Without blocks, and no undef in the source, whose best value would have to be chosen; bytes are swapped at few widths only.
    private static bool IsStraight(Rewrite rewrite) =>
        rewrite.Source.Concat(rewrite.Target).All(instruction => !instruction.IsEnd && instruction.Block == rewrite.Source[0].Block && instruction.Operation != "bswap")
        && !rewrite.Source.SelectMany(instruction => instruction.Operands).Any(operand => operand is Undefined { IsPoison: false });

    private bool Holds()
    {
        var before = new AnyWidthInstructions(_values, _operands, InSource);
        foreach (var instruction in _rewrite.Source)
        {
            _source[instruction.Result] = before.Of(instruction);
        }

        var after = new AnyWidthInstructions(_values, _operands, InTarget);
        foreach (var instruction in _rewrite.Target)
        {
            _target[instruction.Result] = after.Of(instruction);
        }

        return _rewrite.Source.Select(instruction => instruction.Result).Where(_target.ContainsKey).Where(IsSeen).All(Refines)
            && !_operands.IsUnknown && !_values.IsTooLong;
    }

    private bool Refines(string name)
    {
        var (source, target) = (_source[name], _target[name]);
        return source.Conditions.Contains(AnyWidthRegister.Never)
            || (source.Value.Class == target.Value.Class && source.Value.Key == target.Value.Key && target.Conditions.IsSubsetOf(source.Conditions.Union(_given)));
    }

    // Under hasOneUse a register that the source uses itself has no other users.
    private bool IsSeen(string name) =>
        !_rewrite.Source.SelectMany(instruction => instruction.Operands.SelectMany(Rewrite.Parts)).Any(part => part is Symbol symbol && symbol.Name == name)
        || !AnyWidthConditions.Conjuncts(_rewrite.Precondition).Any(conjunct => conjunct is Predicate { Name: "hasOneUse" } predicate && ((Symbol)predicate.Arguments[0]).Name == name);

    private AnyWidthRegister InSource(Symbol symbol) => _source.TryGetValue(symbol.Name, out var known) ? known : new AnyWidthRegister(_operands.Of(symbol), []);

    // As in RewriteMeaning: what the target keeps of the source is carried out again, among new operands.
    private AnyWidthRegister InTarget(Symbol symbol)
    {
        if (_target.TryGetValue(symbol.Name, out var known))
        {
            return known;
        }

        return _rewrite.Source.FirstOrDefault(instruction => instruction.Result == symbol.Name) is { } kept
            ? _target[symbol.Name] = new AnyWidthInstructions(_values, _operands, InTarget).Of(kept)
            : new AnyWidthRegister(_operands.Of(symbol), []);
    }
}

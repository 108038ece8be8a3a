namespace Assay.Programs.Assumptions;

/// <summary>
/// A condition built from atoms by <c>and</c> and <c>or</c>: an <see cref="AtomFormula"/> or a <see cref="JoinedFormula"/>.
/// There is no <c>not</c>: atoms come in both forms, each as a person writes it.
/// </summary>
internal abstract record Formula
{
    /// <summary>How hard it is to read; the sum over its atoms.</summary>
    public abstract int Cost { get; }

    /// <summary>The condition with <c>&amp;&amp;</c> and <c>||</c> between its atoms.</summary>
    public abstract string Text { get; }

    /// <summary>Builds what the formula says, from what its atoms say.</summary>
    /// <param name="atom">What the atom with a number says.</param>
    /// <param name="and">Joins by <c>and</c>.</param>
    /// <param name="or">Joins by <c>or</c>.</param>
    public abstract T Build<T>(Func<int, T> atom, Func<T, T, T> and, Func<T, T, T> or);

    /// <summary>The formula that joins several; one alone stays as it is.</summary>
    /// <param name="parts">At least one.</param>
    /// <param name="isAnd">Whether all must hold, else one is enough.</param>
    public static Formula Join(IEnumerable<Formula> parts, bool isAnd)
    {
        List<Formula> flat = [.. parts.SelectMany(part => part is JoinedFormula joined && joined.IsAnd == isAnd ? joined.Parts : [part])];
        return flat.Count == 1 ? flat[0] : new JoinedFormula([.. flat.OrderBy(part => part is JoinedFormula).ThenBy(part => part.Order)], isAnd);
    }

    /// <summary>Where it stands among others: in the order of the atoms.</summary>
    internal abstract int Order { get; }

    /// <summary>Prefers what is easier to read, then what is shorter; the rest is convention.</summary>
    public static int Compare(Formula a, Formula b) => a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost)
        : a.Text.Length != b.Text.Length ? a.Text.Length.CompareTo(b.Text.Length)
        : string.CompareOrdinal(a.Text, b.Text);
}

/// <summary>One atom.</summary>
/// <param name="Number">Its number in the list that was searched.</param>
/// <param name="Name">Its text.</param>
/// <param name="Price">How hard it is to read.</param>
internal sealed record AtomFormula(int Number, string Name, int Price) : Formula
{
    public override int Cost => Price;

    public override string Text => Name;

    internal override int Order => Number;

    public override T Build<T>(Func<int, T> atom, Func<T, T, T> and, Func<T, T, T> or) => atom(Number);
}

/// <summary>Several conditions, all of which must hold, or one of which is enough.</summary>
/// <param name="Parts">At least two.</param>
/// <param name="IsAnd">Whether all must hold.</param>
internal sealed record JoinedFormula(IReadOnlyList<Formula> Parts, bool IsAnd) : Formula
{
    private string? _text;

    public override int Cost { get; } = Parts.Sum(part => part.Cost);

    public override string Text => _text ??= string.Join(
        IsAnd ? " && " : " || ", Parts.Select(part => IsAnd && part is JoinedFormula ? $"({part.Text})" : part.Text));

    internal override int Order { get; } = Parts.Min(part => part.Order);

    public override T Build<T>(Func<int, T> atom, Func<T, T, T> and, Func<T, T, T> or) =>
        Parts.Select(part => part.Build(atom, and, or)).Aggregate(IsAnd ? and : or);
}

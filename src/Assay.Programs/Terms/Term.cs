namespace Assay.Programs.Terms;

/// <summary>What a variable stands for.</summary>
internal enum VariableRole
{
    /// <summary>A variable of the claim, or a bound one.</summary>
    Input,

    /// <summary>A value that nothing defines: an uninitialised register, a flag that an instruction leaves undefined, a NaN's payload.</summary>
    Unknown,
}

/// <summary>
/// A node of a hash-consed term graph: two terms of one factory are equal exactly if they are the same object.
/// Built by <see cref="TermFactory"/> only.
/// </summary>
internal sealed class Term
{
    internal Term(int id, Op op, Sort sort, Term[] args, Bits128 payload, string? name, VariableRole role)
    {
        Id = id;
        Op = op;
        Sort = sort;
        Args = args;
        Payload = payload;
        Name = name;
        Role = role;
    }

    /// <summary>Position in the order of creation; arguments have smaller ids.</summary>
    public int Id { get; }

    public Op Op { get; }

    public Sort Sort { get; }

    public Term[] Args { get; }

    /// <summary>The bits of a constant; the lowest bit of an extract; the rounding mode of a round.</summary>
    public Bits128 Payload { get; }

    /// <summary>The name of a variable.</summary>
    public string? Name { get; }

    public VariableRole Role { get; }

    /// <summary>Bits known to be zero, and known to be one, whatever the variables are. Bit-vectors only.</summary>
    public Bits128 KnownZeros { get; internal set; }

    public Bits128 KnownOnes { get; internal set; }

    /// <summary>How many leaves the term has when it is a tree of choices between constants of bit-vector sort; else 0.</summary>
    public int ConstantLeaves { get; internal set; }

    public int Width => Sort.Width;

    public bool IsConstant => Op == Op.Constant;

    public bool IsTrue => Op == Op.Constant && Sort.Kind == SortKind.Bool && Payload == 1;

    public bool IsFalse => Op == Op.Constant && Sort.Kind == SortKind.Bool && Payload == 0;

    /// <summary>The concrete value of a constant.</summary>
    public Value Value => IsConstant ? new Value(Sort, Payload) : throw new InvalidOperationException($"{Op} is no constant.");

    /// <summary>Whether this is the constant with these bits.</summary>
    public bool Is(Bits128 bits) => Op == Op.Constant && Payload == bits;

    public override string ToString() => TermPrinter.Print(this);
}

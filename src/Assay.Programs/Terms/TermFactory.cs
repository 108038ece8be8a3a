namespace Assay.Programs.Terms;

/// <summary>Thrown when a claim would need more terms than its budget allows.</summary>
internal sealed class TooManyTermsException(int limit)
    : Exception($"The claim unfolds into more than {limit:N0} terms.");

/// <summary>
/// Builds terms. Equal terms are built once (hash-consing), constants are folded by <see cref="Meaning"/>, and every
/// term is simplified when it is built, by rules that hold at every width. Tuples and arrays are always explicit
/// constructors, so deciders see scalars only.
/// </summary>
internal sealed partial class TermFactory
{
    private readonly Dictionary<Key, Term> _terms = [];
    private readonly int _limit;
    private int _nextId;

    /// <param name="limit">The greatest number of terms before <see cref="TooManyTermsException"/>.</param>
    /// <param name="simplify">False keeps terms as they are said, but for constants; for tests and plain encoders.</param>
    public TermFactory(int limit = 2_000_000, bool simplify = true)
    {
        _limit = limit;
        Simplifies = simplify;
        True = Constant(Value.Of(true));
        False = Constant(Value.Of(false));
    }

    public bool Simplifies { get; }

    public Term True { get; }

    public Term False { get; }

    public int Count => _nextId;

    public Term Bool(bool value) => value ? True : False;

    public Term Constant(Value value) => Intern(Op.Constant, value.Sort, [], value.Bits);

    public Term Constant(Bits128 bits, int width) => Constant(new Value(Sort.BitVector(width), bits));

    public Term Constant(Signed128 value, int width) => Constant((Bits128)value, width);

    public Term Constant(int value, int width) => Constant((Bits128)(Signed128)value, width);

    /// <summary>A variable that is equal to no other, also when the names agree.</summary>
    public Term Variable(string name, Sort sort, VariableRole role = VariableRole.Input) => sort.Kind switch
    {
        SortKind.Tuple => Tuple(sort.Items.Select((item, i) => Variable($"{name}.Item{i + 1}", item, role))),
        SortKind.Array => Array(sort.Items.Select((item, i) => Variable($"{name}[{i}]", item, role))),
        _ => New(Op.Variable, sort, [], 0, name, role),
    };

    /// <summary>A fresh value that nothing defines.</summary>
    public Term Unknown(string name, Sort sort) => Variable(name, sort, VariableRole.Unknown);

    public Term Tuple(IEnumerable<Term> items)
    {
        Term[] parts = [.. items];
        return Intern(Op.Tuple, Sort.Tuple(parts.Select(part => part.Sort)), parts);
    }

    public Term Array(IEnumerable<Term> items)
    {
        Term[] parts = [.. items];
        var sort = parts.Length == 0 ? Sort.BitVector(1) : parts[0].Sort;
        return Intern(Op.Array, Sort.Array(sort, parts.Length), parts);
    }

    /// <summary>The part of a tuple or array at a fixed position.</summary>
    public static Term Item(Term aggregate, int index) => aggregate.Args[index];

    /// <summary>The tuple or array with the part at a fixed position replaced.</summary>
    public Term WithItem(Term aggregate, int index, Term value)
    {
        if (aggregate.Args[index] == value)
        {
            return aggregate;
        }

        var parts = (Term[])aggregate.Args.Clone();
        parts[index] = value;
        return Intern(aggregate.Op, aggregate.Sort, parts);
    }

    /// <summary>The element of an array at an index that may vary; the caller has made sure that it is in range.</summary>
    public Term Select(Term array, Term index)
    {
        if (index.IsConstant)
        {
            return array.Args[(int)index.Payload];
        }

        var element = array.Args[^1];
        for (var i = array.Args.Length - 2; i >= 0; i--)
        {
            element = Ite(Equal(index, Constant(i, index.Width)), array.Args[i], element);
        }

        return element;
    }

    /// <summary>The array with the element at an index that may vary replaced; the index is in range.</summary>
    public Term Store(Term array, Term index, Term value) => index.IsConstant
        ? WithItem(array, (int)index.Payload, value)
        : Intern(Op.Array, array.Sort, [.. array.Args.Select((old, i) => Ite(Equal(index, Constant(i, index.Width)), value, old))]);

    private Term Intern(Op op, Sort sort, Term[] args, Bits128 payload = default)
    {
        var key = new Key(op, sort, args, payload);
        if (_terms.TryGetValue(key, out var known))
        {
            return known;
        }

        if (op >= Op.Ite && args.All(argument => argument.IsConstant))
        {
            return Constant(Meaning.Apply(op, sort, payload, System.Array.ConvertAll(args, argument => argument.Value)));
        }

        var term = New(op, sort, args, payload, null, VariableRole.Input);
        if (sort.Kind == SortKind.BitVector && op != Op.Constant && Simplifies)
        {
            var bits = KnownBits.Of(term);
            if ((bits.Zeros | bits.Ones) == sort.Mask)
            {
                return _terms[key] = Constant(bits.Ones, sort.Width);
            }

            (term.KnownZeros, term.KnownOnes) = (bits.Zeros, bits.Ones);
            term.ConstantLeaves = LeavesOf(term);
        }
        else if (op == Op.Constant)
        {
            term.ConstantLeaves = sort.Kind == SortKind.BitVector ? 1 : 0;
            (term.KnownZeros, term.KnownOnes) = (~payload & sort.MaskOrNone, payload);
        }

        return _terms[key] = term;
    }

    private Term New(Op op, Sort sort, Term[] args, Bits128 payload, string? name, VariableRole role)
    {
        if (_nextId >= _limit)
        {
            throw new TooManyTermsException(_limit);
        }

        return new Term(_nextId++, op, sort, args, payload, name, role);
    }

    private readonly struct Key(Op op, Sort sort, Term[] args, Bits128 payload) : IEquatable<Key>
    {
        private readonly Op _op = op;
        private readonly Sort _sort = sort;
        private readonly Term[] _args = args;
        private readonly Bits128 _payload = payload;

        public bool Equals(Key other) =>
            _op == other._op && _payload == other._payload && _sort.Equals(other._sort) && _args.AsSpan().SequenceEqual(other._args);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add((int)_op);
            hash.Add(_sort.Width);
            hash.Add(_payload);
            foreach (var argument in _args)
            {
                hash.Add(argument.Id);
            }

            return hash.ToHashCode();
        }
    }
}

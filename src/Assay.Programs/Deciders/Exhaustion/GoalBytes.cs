using System.Text;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>The terms of a goal as bytes that can be sent, without names.</summary>
/// <param name="Terms">Builds more.</param>
/// <param name="Inputs">What varies, in the order of the goal.</param>
/// <param name="Target">What is sought.</param>
/// <param name="Assumed">What the inputs have to meet.</param>
internal sealed record GoalBytes(TermFactory Terms, IReadOnlyList<Term> Inputs, Term Target, Term Assumed)
{
    private const int MostInputs = 64;
    private const int MostTerms = 200_000;

    /// <summary>Writes a goal.</summary>
    public static byte[] Write(Goal goal)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        Dictionary<Term, int> numbers = [];
        foreach (var input in goal.Inputs)
        {
            numbers[input] = numbers.Count;
        }

        List<Term> others = [.. TermOrder.Of(goal.Target, goal.Assumed).Where(term => term.Op != Op.Variable)];
        writer.Write7BitEncodedInt(numbers.Count);
        foreach (var input in goal.Inputs)
        {
            WriteSort(writer, input.Sort);
        }

        writer.Write7BitEncodedInt(others.Count);
        foreach (var term in others)
        {
            writer.Write((byte)term.Op);
            WriteSort(writer, term.Sort);
            writer.Write(term.Payload.Lower);
            writer.Write(term.Payload.Upper);
            writer.Write7BitEncodedInt(term.Args.Length);
            foreach (var argument in term.Args)
            {
                writer.Write7BitEncodedInt(numbers[argument]);
            }

            numbers[term] = numbers.Count;
        }

        writer.Write7BitEncodedInt(numbers[goal.Target]);
        writer.Write7BitEncodedInt(numbers[goal.Assumed]);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a goal. Nothing in it is believed; variables get names of ours.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static GoalBytes Read(byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
            var terms = new TermFactory();
            List<Term> known = [];
            var inputs = Number(reader, 1, MostInputs);
            for (var i = 0; i < inputs; i++)
            {
                known.Add(terms.Variable(FormattableString.Invariant($"v{i}"), ReadSort(reader)));
            }

            for (var left = Number(reader, 0, MostTerms); left > 0; left--)
            {
                known.Add(ReadTerm(reader, terms, known));
            }

            var (target, assumed) = (known[reader.Read7BitEncodedInt()], known[reader.Read7BitEncodedInt()]);
            return reader.BaseStream.Position == bytes.Length && target.Sort.Equals(Sort.Bool) && assumed.Sort.Equals(Sort.Bool)
                ? new GoalBytes(terms, known[..inputs], target, assumed)
                : throw new InvalidDataException("These are not the terms of a goal.");
        }
        catch (Exception exception) when (exception is not InvalidDataException)
        {
            throw new InvalidDataException($"These are not the terms of a goal: {exception.Message}", exception);
        }
    }

    private static Term ReadTerm(BinaryReader reader, TermFactory terms, List<Term> known)
    {
        var (op, sort) = ((Op)reader.ReadByte(), ReadSort(reader));
        var payload = new Bits128(lower: reader.ReadUInt64(), upper: reader.ReadUInt64());
        var arguments = new Term[Number(reader, 0, 3)];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = known[reader.Read7BitEncodedInt()];
        }

        if (op == Op.Constant)
        {
            return terms.Constant(new Value(sort, payload));
        }

        var term = OperationSorts.Fit(op, sort, payload, arguments)
            ? terms.Rebuild(new Term(0, op, sort, arguments, payload, null, VariableRole.Input), arguments)
            : throw new InvalidDataException("This is no operation, or not one on such terms.");
        return term.Sort.Equals(sort) ? term : throw new InvalidDataException("The sorts of an operation do not fit.");
    }

    private static int Number(BinaryReader reader, int least, int most) =>
        reader.Read7BitEncodedInt() is var number && number >= least && number <= most ? number : throw new InvalidDataException("A number is out of range.");

    private static void WriteSort(BinaryWriter writer, Sort sort)
    {
        writer.Write((byte)sort.Kind);
        writer.Write((byte)sort.Width);
    }

    private static Sort ReadSort(BinaryReader reader) => ((SortKind)reader.ReadByte(), (int)reader.ReadByte()) switch
    {
        (SortKind.Bool, _) => Sort.Bool,
        (SortKind.BitVector, var width) => Sort.BitVector(width),
        (SortKind.Float, 32) => Sort.Single,
        (SortKind.Float, 64) => Sort.Double,
        _ => throw new InvalidDataException("There is no such sort of scalars."),
    };
}

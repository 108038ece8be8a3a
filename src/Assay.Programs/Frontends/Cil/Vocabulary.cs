using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Cil;

/// <summary>The small vocabulary that statements may use without defining it: <c>Sorted</c> and <c>SameValues</c>.</summary>
internal static class Vocabulary
{
    public const string ClassName = "AssayVocabulary";

    private const int MostValues = 8;

    /// <summary>C# declarations; their bodies are never read.</summary>
    public static string Source { get; } = BuildSource();

    public static void Call(CilCall call)
    {
        if (call.Method.Name == "Sorted")
        {
            Sorted(call);
        }
        else
        {
            var (left, right) = (Parts(call, call.Arguments[0]), Parts(call, call.Arguments[1]));
            call.Return(call.Terms.FromBool(SameValues(call.Terms, left, right), 32));
        }
    }

    // Optimal for few values and simple for all: a bubble of minima and maxima.
    private static void Sorted(CilCall call)
    {
        var terms = call.Terms;
        var type = call.TypeArgument();
        var isArray = call.Arguments[0] is ArrayReference;
        var values = isArray ? Parts(call, call.Arguments[0]) : [.. call.Arguments.Select(argument => ((Scalar)argument).Term)];
        for (var end = values.Count - 1; end > 0; end--)
        {
            for (var i = 0; i < end; i++)
            {
                var (a, b) = (values[i], values[i + 1]);
                var swap = type.Kind == ClrKind.Float ? terms.FLt(b, a) : type.Signed ? terms.SLt(b, a) : terms.ULt(b, a);
                (values[i], values[i + 1]) = (terms.Ite(swap, b, a), terms.Ite(swap, a, b));
            }
        }

        call.Result = isArray
            ? new ArrayReference(call.State.Allocate(new Elements(type, [.. values.Select(value => new Scalar(value))])), type, values.Count)
            : new StructValue(ClrTypes.Of(call.Method.ReturnType, ReturnScope(call)), [.. values.Select(value => new Scalar(value))]);
    }

    private static GenericScope ReturnScope(CilCall call) => new(
        [], call.Method is Mono.Cecil.GenericInstanceMethod generic ? [.. generic.GenericArguments.Select(call.Scope.Close)] : []);

    // As multisets: every value occurs equally often on both sides.
    private static Term SameValues(TermFactory terms, List<Term> left, List<Term> right)
    {
        if (left.Count != right.Count)
        {
            return terms.False;
        }

        if (left.Count == 0)
        {
            return terms.True;
        }

        return Matched(terms, left, 0, right);
    }

    // Takes the left values in turn and strikes out the first equal one on the right that is still there.
    private static Term Matched(TermFactory terms, List<Term> left, int next, List<Term> right)
    {
        var available = right.Select(_ => terms.True).ToArray();
        var all = terms.True;
        for (; next < left.Count; next++)
        {
            var found = terms.False;
            for (var j = 0; j < right.Count; j++)
            {
                var takes = terms.And(terms.Not(found), terms.And(available[j], terms.Equal(left[next], right[j])));
                available[j] = terms.And(available[j], terms.Not(takes));
                found = terms.Or(found, takes);
            }

            all = terms.And(all, found);
        }

        return all;
    }

    private static List<Term> Parts(CilCall call, CilValue value) => value switch
    {
        Scalar scalar => [scalar.Term],
        StructValue tuple => [.. tuple.Fields.SelectMany(field => Parts(call, field))],
        ArrayReference { Cell: not -1 } array => Parts(call, call.Program.Memory.Cell(call.State, array.Cell)),
        Elements elements => [.. elements.Items.SelectMany(item => Parts(call, item))],
        _ => throw new UnsupportedException($"{call.Method.Name} takes numbers, tuples and arrays."),
    };

    private static string BuildSource()
    {
        var text = new System.Text.StringBuilder($"static class {ClassName} {{ ");
        for (var n = 2; n <= MostValues; n++)
        {
            var types = string.Join(", ", Enumerable.Repeat("T", n));
            var parameters = string.Join(", ", Enumerable.Range(0, n).Select(i => $"T x{i}"));
            text.Append($"public static ({types}) Sorted<T>({parameters}) where T : struct => throw null!; ");
        }

        text.Append("public static T[] Sorted<T>(T[] values) where T : struct => throw null!; ");
        return text.Append("public static bool SameValues<T>(T left, T right) => throw null!; }").ToString();
    }
}

using System.Globalization;
using System.Text;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.Exhaustion;

/// <summary>Writes C# text that evaluates terms on many inputs at once: arithmetic on local vectors and nothing else.</summary>
internal sealed class VectorText
{
    private readonly VectorMachine _machine;
    private readonly VectorIntegers _integers;
    private readonly VectorFloats _floats;
    private readonly Dictionary<Term, string> _names = [];
    private readonly StringBuilder _before = new();
    private readonly StringBuilder _body = new();
    private readonly HashSet<Term> _varying = [];

    public VectorText(VectorMachine machine)
    {
        _machine = machine;
        _integers = new VectorIntegers(machine);
        _floats = new VectorFloats(machine);
    }

    /// <summary>
    /// The text of a class <c>Generated</c> with <c>static int Chunk(ulong start)</c>: bit 0 of the answer says that some
    /// input of the chunk reaches the target, bit 1 that some meets the assumption.
    /// </summary>
    public string Write(InputIndex index, int chunkBits, Term target, Term assumed)
    {
        WriteInputs(index, chunkBits);
        foreach (var term in _machine.Order(target, assumed).Where(term => !_names.ContainsKey(term)))
        {
            // What does not change within a chunk stands before the loop.
            var varies = Product(term) is { } product
                ? _varying.Contains(product.A) || _varying.Contains(product.B)
                : term.Args.Any(_varying.Contains);
            Define(varies ? _body : _before, term, Expression(term), varies);
        }

        var lanes = _machine.LanesInVector;
        var type = _machine.Type;
        var ids = string.Join(", ", Enumerable.Range(0, lanes).Select(lane => _machine.Lane == 32 ? $"{lane}" : $"{lane}L"));
        return $$"""
            using System;
            using System.Runtime.CompilerServices;
            using System.Runtime.Intrinsics;
            using System.Runtime.Intrinsics.X86;

            public static class Generated
            {
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static int Chunk(ulong start)
                {
                    var bad = {{type}}.Zero;
                    var met = {{type}}.Zero;
                    var index = {{VectorMachine.Vector}}.Create({{ids}}).{{_machine.AsUnsigned}};
                    var step = {{VectorMachine.Vector}}.Create(({{_machine.Element}}){{lanes}});
            {{_before}}
                    for (var i = 0; i < {{(1 << chunkBits) / lanes}}; i++)
                    {
            {{_body}}
                        bad |= {{Residue(target)}};
                        {{(assumed.IsConstant ? string.Empty : $"met |= {_names[assumed]};")}}
                        index += step;
                    }

                    {{(assumed.IsConstant ? $"met = {_names[assumed]};" : string.Empty)}}
                    return (bad != {{type}}.Zero ? 1 : 0) | (met != {{type}}.Zero ? 2 : 0);
                }
            }
            """;
    }

    private void WriteInputs(InputIndex index, int chunkBits)
    {
        foreach (var (input, offset) in index.Fields)
        {
            var mask = (ulong)input.Sort.Mask;
            var high = "h" + _names.Count.ToString(CultureInfo.InvariantCulture);
            _before.AppendLine(null, $"        var {high} = {VectorMachine.Vector}.Create(unchecked(({_machine.Element})((start >> {offset}) & {mask}UL)));");
            var low = offset == 0 ? "index" : $"(index >> {offset})";
            var varies = offset < chunkBits;
            var part = !varies ? high
                : offset == 0 && input.Width >= chunkBits ? $"(index | {high})"
                : $"(({low} & {_integers.Constant(mask)}) | {high})";
            Define(varies ? _body : _before, input, input.Sort.Kind == SortKind.Bool ? _integers.Truth(part) : part, varies);
        }
    }

    private void Define(StringBuilder to, Term term, string expression, bool varies)
    {
        var name = "t" + _names.Count.ToString(CultureInfo.InvariantCulture);
        to.AppendLine(null, $"        {(varies ? "    " : string.Empty)}var {name} = {expression};");
        _names[term] = name;
        if (varies)
        {
            _varying.Add(term);
        }
    }

    private HighProduct? Product(Term term) => _machine.HasHighProducts ? HighProduct.Of(term) : null;

    private string Expression(Term term)
    {
        if (Product(term) is { } product)
        {
            return _integers.Write(term, product, _names[product.A], _names[product.B]);
        }

        string Argument(int i) => term.Args.Length > i ? _names[term.Args[i]] : string.Empty;
        var isFloat = term.Op >= Op.FNeg || (term.Op == Op.Equal && term.Args[0].Sort.Kind == SortKind.Float);
        return isFloat
            ? _floats.Write(term, Argument(0), Argument(1), Argument(2))
            : _integers.Write(term, Argument(0), Argument(1), Argument(2));
    }

    // Some vector that is not zero in exactly the lanes where a term is true: differences save a comparison.
    private string Residue(Term term) => term.Op switch
    {
        Op.Not when term.Args[0] is { Op: Op.ULt } less =>
            $"{VectorMachine.Vector}.GreaterThanOrEqual({_names[less.Args[0]]}, {_names[less.Args[1]]})",
        Op.Not when term.Args[0] is { Op: Op.Equal } equal && equal.Args[0].Sort.Kind != SortKind.Float =>
            $"({_names[equal.Args[0]]} ^ {_names[equal.Args[1]]})",
        Op.And when term.Args[0].Op == Op.Not => $"({_names[term.Args[1]]} & {Residue(term.Args[0])})",
        Op.And when term.Args[1].Op == Op.Not => $"({_names[term.Args[0]]} & {Residue(term.Args[1])})",
        _ => _names[term],
    };
}

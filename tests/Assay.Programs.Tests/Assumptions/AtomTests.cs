using System.Globalization;
using Assay.Programs.Assumptions;
using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Questions;
using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp;

namespace Assay.Programs.Tests.Assumptions;

/// <summary>What an atom prints, compiled and run by .NET, says what its term says: also under <c>checked</c>, where it must not throw.</summary>
public sealed class AtomTests
{
    private const int Inputs = 250;

    [Theory]
    [InlineData("sbyte", "sbyte")]
    [InlineData("byte", "byte")]
    [InlineData("short", "short")]
    [InlineData("ushort", "ushort")]
    [InlineData("int", "int")]
    [InlineData("uint", "uint")]
    [InlineData("long", "long")]
    [InlineData("ulong", "ulong")]
    [InlineData("char", "char")]
    [InlineData("bool", "bool")]
    [InlineData("float", "float")]
    [InlineData("double", "double")]
    [InlineData("DayOfWeek", "DayOfWeek")]
    [InlineData("sbyte", "int")]
    [InlineData("uint", "int")]
    [InlineData("ulong", "byte")]
    [InlineData("long", "ushort")]
    [InlineData("ulong", "int")]
    [InlineData("nint", "nint")]
    public void Texts_say_what_terms_say(string first, string second)
    {
        foreach (var isChecked in (bool[])[false, true])
        {
            Check(first, second, isChecked);
        }
    }

    private static void Check(string first, string second, bool isChecked)
    {
        // Something of everything that atoms look for in a claim.
        using var claim = new CompiledText($"static bool Claim({first} a, {second} b) => {Statement(first, second)};");
        var terms = new TermFactory();
        var method = claim.Definition("Claim");
        List<InputVariable> variables = [.. method.Parameters.Select(parameter => new InputVariable(parameter.Name, ClrTypes.Of(parameter.ParameterType, GenericScope.Empty), 0, false))];
        var inputs = SubjectInputs.Create(terms, variables);
        var holds = new CilProgram(claim.Read, terms, new ExecutionLimits()).Execute(method, inputs.Whole).Value!;
        var assumed = variables[1].Type.Kind == ClrKind.Integer && variables[1].Type.EnumMembers is null
            ? terms.Not(terms.Or(terms.Equal(inputs.Whole[1], terms.Constant(0, variables[1].Type.Bits)), terms.Equal(inputs.Whole[1], terms.Constant(-1, variables[1].Type.Bits))))
            : terms.True;
        if (first == second && assumed != terms.True)
        {
            assumed = terms.And(assumed, terms.Not(terms.Equal(inputs.Whole[0], terms.Constant(0, variables[0].Type.Bits))));
            assumed = terms.And(assumed, terms.Not(terms.Equal(inputs.Whole[0], terms.Constant(-1, variables[0].Type.Bits))));
        }

        var goal = new Goal { Terms = terms, Variables = inputs.Parts, Assumed = assumed, Target = terms.And(assumed, terms.Not(holds)) };
        var context = new AtomContext(goal, holds, [.. AtomVariable.Of(variables, [.. inputs.Parts.Select(part => part.Term)])], new TypeWords(new TypeChoice([])), isChecked)
        {
            Thresholds = new Dictionary<Term, IReadOnlyList<Signed128>> { [inputs.Whole[0]] = [17, 100] },
        };
        var atoms = AtomList.Of(context, []);
        Assert.True(atoms.Count >= 4, $"{atoms.Count} atoms");

        using var texts = new CompiledText(string.Join('\n', atoms.Select((atom, i) => string.Create(
            CultureInfo.InvariantCulture, $"static bool A{i}({first} a, {second} b) => {(isChecked ? "checked" : "")}({atom.Text});"))));
        var values = new SampleValues(seed: 3, holds);
        for (var n = 0; n < Inputs; n++)
        {
            var input = goal.Assign(values.Draw([.. goal.Inputs.Select(variable => variable.Sort)]));
            if (!TermEvaluator.Evaluate(assumed, term => input[term]).IsTrue)
            {
                continue;
            }

            object[] arguments = [.. goal.Inputs.Select((variable, i) => Box(input[variable], texts.Runnable("A0").GetParameters()[i].ParameterType))];
            for (var i = 0; i < atoms.Count; i++)
            {
                var ran = (bool)texts.Runnable(string.Create(CultureInfo.InvariantCulture, $"A{i}")).Invoke(null, arguments)!;
                Assert.True(ran == TermEvaluator.Evaluate(atoms[i].Term, term => input[term]).IsTrue, $"{atoms[i].Text} on {string.Join(", ", arguments)}");
            }
        }
    }

    private static string Statement(string first, string second) => (first, second) switch
    {
        ("bool", _) => "a | b",
        ("float" or "double", _) => "a < b + 3",
        ("DayOfWeek", _) => "a < b && b != DayOfWeek.Friday",
        ("char", _) => "a + b < 'x'",
        ("ulong", "int") => "a / 24 > 7 && b * 3 > 2",
        _ when first == second => $"a / b * 24 > (a >> 3) + (b & 15) && ({first})(a * b) % 2 == 0 && a * 3 < b",
        _ => "a * 3 > 7 && b / 4 < 3 && a % 8 > 1",
    };

    private static object Box(Value value, Type type) =>
        type.IsEnum ? Enum.ToObject(type, (int)value.Signed)
        : type == typeof(bool) ? value.IsTrue
        : type == typeof(float) ? value.Single
        : type == typeof(double) ? value.Double
        : type == typeof(char) ? (char)value.Bits
        : type == typeof(nint) ? (nint)(long)value.Signed
        : type == typeof(ulong) ? (ulong)value.Bits
        : Convert.ChangeType(type.Name.StartsWith('U') || type == typeof(byte) ? (object)(ulong)value.Bits : (long)value.Signed, type, CultureInfo.InvariantCulture);
}

using Assay.Claims;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Frontends.CSharp;
using Assay.Programs.Questions;
using Assay.Programs.Tests.Frontends.CSharp;
using Assay.Programs.Tests.Frontends.CSharp.Random;

namespace Assay.Programs.Tests.Frontends.Plain;

/// <summary>What is compiled without the C# compiler, against that compiler and .NET.</summary>
public sealed class PlainAgreementTests
{
    private const int Texts = 3000;
    private const int Inputs = 30;

    private static readonly string[] Types = ["bool", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Plain_statements_mean_what_the_compiler_says(uint stream)
    {
        var dice = new Dice(stream, seed: 5);
        List<(ClaimForm Form, CilAssembly Assembly, IReadOnlyList<(string Type, string Text)> Sides)> plain = [];
        for (var i = 0; i < Texts; i++)
        {
            var form = Form(i, dice);
            if (form is not null && PlainProgram.Compile([form], _ => "sides") is { } compiled)
            {
                plain.Add((form, compiled.Assembly, compiled.Sides[form]));
            }
        }

        // Most of the texts have no types that fit; the rest must not be few.
        Assert.True(plain.Count > Texts / 15, $"Only {plain.Count} of {Texts} texts are plain.");
        var compiler = CSharpCompiler.Create(isChecked: false)
            .With([DocumentBlock.VocabularySource(), .. plain.Select(one => one.Form.Source())], TestContext.Current.CancellationToken);
        List<CompilerError> errors = [];
        Assert.True(compiler.Compile(errors, TestContext.Current.CancellationToken) is not null, string.Join('\n', errors.Select(error => $"{error.Problem}: {((ClaimForm)error.Owner).Statement}")));
        using var runnable = new CompiledText(string.Concat(plain.Select(one => $"static bool S{one.Form.Number}({Parameters(one.Form)}) => {one.Form.Statement};\n")));
        foreach (var (form, assembly, sides) in plain)
        {
            var (root, meaning) = compiler.Understand(form.ClassName + ".cs");
            Assert.Equal(SideExpressions.Of(root, meaning), sides);
            Compare(form, assembly, runnable, dice);
        }
    }

    [Fact]
    public void What_is_compared_has_the_value_that_the_compiler_gives_it()
    {
        var dice = new Dice(9, seed: 5);
        List<(ClaimForm Form, CilAssembly Assembly, IReadOnlyList<(string Type, string Text)> Sides)> plain = [];
        for (var i = 0; plain.Count < 100; i++)
        {
            if (Form(i, dice) is { } form && PlainProgram.Compile([form], _ => "sides") is { } compiled && compiled.Sides[form].Count > 0)
            {
                plain.Add((form, compiled.Assembly, compiled.Sides[form]));
            }
        }

        using var runnable = new CompiledText(string.Concat(plain.SelectMany(one => one.Sides.Select((side, i) =>
            $"static {side.Type} S{one.Form.Number}_{i}({Parameters(one.Form)}) => {side.Text};\n"))));
        foreach (var (form, assembly, sides) in plain)
        {
            var methods = SubjectBuilder.Numbered(SubjectBuilder.Nested(assembly, "sides"), "Side");
            Assert.Equal(sides.Count, methods.Count);
            for (var side = 0; side < methods.Count; side++)
            {
                for (var i = 0; i < Inputs; i++)
                {
                    object[] input = [.. form.Variables.Select(variable => Numbers.Argument(variable.TypeText, dice))];
                    var expected = Outcome.Run(runnable.Runnable($"S{form.Number}_{side}"), input);
                    Assert.True(expected == Outcome.Interpret(assembly, methods[side], input), $"{sides[side].Text} on {string.Join(", ", input)}");
                }
            }
        }
    }

    private static void Compare(ClaimForm form, CilAssembly assembly, CompiledText runnable, Dice dice)
    {
        var method = SubjectBuilder.Nested(assembly, form.ClassName).Methods.Single(method => method.Name == "Statement");
        object[] Input() => [.. form.Variables.Select(variable => Numbers.Argument(variable.TypeText, dice))];
        var unfolded = Outcome.Unfold(assembly, method, Input());
        for (var i = 0; i < Inputs; i++)
        {
            var input = Input();
            var actual = Outcome.Run(runnable.Runnable($"S{form.Number}"), input);
            var (interpreted, evaluated) = (Outcome.Interpret(assembly, method, input), unfolded(input));
            Assert.True(
                actual == interpreted && actual == evaluated,
                $"{form.Statement} of {Parameters(form)} on {string.Join(", ", input)} is {actual}; interpreted {interpreted}; unfolded {evaluated}");
        }
    }

    private static ClaimForm? Form(int number, Dice dice)
    {
        string[] names = ["a", "b", "c"];
        var variables = names.Select(name => $"{dice.Of(Types)} {name}");
        var text = new PlainWriter(names, dice).Statement(3);
        var place = new Place("test", 1, 1);
        var claim = new Claim($"c{number}", place,
        [
            new ClaimEntry("for-all", place, ClaimText.Of(string.Join(", ", variables), place)),
            new ClaimEntry("claim", place, ClaimText.Of(text, place)),
        ]);
        return ClaimFormReader.Read(claim, number, (_, _) => [], []).SingleOrDefault();
    }

    private static string Parameters(ClaimForm form) => string.Join(", ", form.Variables.Select(variable => $"{variable.TypeText} {variable.Name}"));
}

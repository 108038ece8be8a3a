using Assay.Claims;
using Assay.Claims.Code;
using Assay.Programs.Synthesis.Shortening;
using Assay.Programs.Synthesis.Shortening.Expressions;
using Assay.Programs.Tests.Deciders;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Synthesis;

public class ExpressionTextTests
{
    private static readonly string[] Types = ["sbyte", "byte", "short", "ushort", "char", "int", "uint", "long", "ulong", "bool"];

    // Whatever the types: the text, read by the front end, does what the program does by the reference meaning.
    [Fact]
    public void A_program_and_its_text_do_the_same() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            var random = new Random(seed);
            string Type() => Types[random.Next(Types.Length)];
            var (result, x, y) = (Type(), Type(), Type());
            var form = new ExpressionForm(Read($"{result} F({x} x, {y} y) => default;"));
            var mask = ExpressionMeaning.Mask(form.Width);
            ulong[] constants = [0, 1, (ulong)form.Width - 1, mask, (ulong)random.NextInt64() & mask, mask ^ (mask >> 1)];
            var program = RandomProgram(random, constants.Length + 2, isBit: result == "bool");
            var text = new ExpressionText(form, ["x", "y"], constants).Method("F", program);

            var meaning = Read(text.Replace("static ", "", StringComparison.Ordinal));
            var cases = new TestInputs(meaning).Draw(50, Goals.Context());
            Assert.NotEmpty(cases);
            foreach (var one in cases)
            {
                var value = program.Run([.. form.Leaves(one.Input), .. constants], form.Width);
                Assert.True((value & form.ResultMask) == one.Results[0], $"{text} gives {one.Results[0]}, the program {value}");
            }

            var term = form.Result(meaning.Terms, program, constants);
            Assert.Equal(meaning.Results[0].Sort, term.Sort);
        },
        iter: Rounds.Of(120),
        threads: 2);

    [Theory]
    [InlineData("int", 0xFFFFFFFF, "-1")]
    [InlineData("int", 0x80000000, "int.MinValue")]
    [InlineData("uint", 0x80000000, "0x80000000u")]
    [InlineData("long", 0xFFFFFFFFFFFFFFFF, "-1L")]
    [InlineData("ulong", 12, "12UL")]
    [InlineData("byte", 255, "255")]
    [InlineData("int", 0x55555555, "0x55555555")]
    public void Constants_read_as_people_write_them(string type, ulong value, string text) =>
        Assert.Equal(text, new ExpressionText(new ExpressionForm(Read($"{type} F({type} x) => x;")), ["x"], []).Constant(value));

    private static ExpressionProgram RandomProgram(Random random, int leaves, bool isBit)
    {
        List<ExpressionStep> steps = [];
        var count = random.Next(isBit ? 1 : 0, 5);
        for (var i = 0; i < count; i++)
        {
            var operations = ExpressionOperation.All.Where(candidate =>
                !isBit || i < count - 1 || candidate.Operator >= ExpressionOperator.SignedLess).ToArray();
            var (operation, left) = (operations[random.Next(operations.Length)], random.Next(leaves + i));
            steps.Add(new ExpressionStep(operation, left, operation.IsUnary ? left : random.Next(leaves + i)));
        }

        return new ExpressionProgram(leaves, steps, count == 0 ? random.Next(leaves) : leaves + count - 1);
    }

    private static FunctionMeaning Read(string code)
    {
        List<Problem> problems = [];
        var lines = $"internal static {code}".TrimEnd().Split('\n');
        var text = new ClaimText(string.Join('\n', lines), [.. lines.Select((_, line) => new Place("f.cs", line + 1, 1))]);
        var function = new FunctionFile("F", new CodeBlock("csharp", ClaimText.Of("", text.Start), text));
        var meaning = FunctionMeaning.Read(function, [], problems, Goals.Context());
        return meaning ?? throw new InvalidOperationException($"{string.Join(' ', problems)} {code}");
    }
}

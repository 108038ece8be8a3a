using Assay.Claims;
using CsCheck;

namespace Assay.Training.Tests;

/// <summary>Short descriptions: a name and arguments.</summary>
public sealed class CallTextTests
{
    [Theory]
    [InlineData("digits", "digits", "", "")]
    [InlineData(" mlp( 64 , 32,10 ) ", "mlp", "64|32|10", "")]
    [InlineData("sgd(lr: 0.2, batch: 32)", "sgd", "", "lr=0.2|batch=32")]
    [InlineData("f(1, g(2, 3), k: h(4, 5))", "f", "1|g(2, 3)", "k=h(4, 5)")]
    [InlineData("f()", "f", "", "")]
    [InlineData("f\n(1,\n k : 2)", "f", "1", "k=2")]
    public void A_name_has_arguments_without_and_with_keys(string text, string name, string positional, string named)
    {
        var call = CallText.Parse(text);
        Assert.Equal(name, call.Name);
        Assert.Equal(positional, string.Join('|', call.Positional.Select(argument => argument.Text)));
        Assert.Equal(named, string.Join('|', call.Named.Select(argument => $"{argument.Key}={argument.Text}")));
    }

    [Theory]
    [InlineData("", "text:1:1: There is no text.")]
    [InlineData("3(2)", "text:1:1: A name is needed, not '3(2)'.")]
    [InlineData("f 2", "text:1:3: '(' is needed behind 'f', not '2'.")]
    [InlineData("f(2", "text:1:2: This parenthesis is never closed.")]
    [InlineData("f(2))", "text:1:5: Nothing may follow the parenthesis that closes 'f('.")]
    [InlineData("f(2,)", "text:1:5: An argument is missing.")]
    [InlineData("f(a: )", "text:1:4: 'a' has no value.")]
    [InlineData("f(a: 1, a: 2)", "text:1:9: 'a' stands twice.")]
    [InlineData("f(a: 1, 2)", "text:1:9: '2' has no key, and 'a' before it has one. Arguments without a key stand first.")]
    public void Errors_name_the_column(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<TrainingException>(() => CallText.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Places_follow_the_lines_of_the_file()
    {
        var text = new ClaimText("f(1,\n  g(\n x))", [new Place("a.md", 4, 7), new Place("a.md", 5, 3), new Place("a.md", 6, 3)]);
        var inner = CallText.Parse(text).Positional[1];
        Assert.Equal("a.md:5:5", inner.Place.ToString());
        Assert.Equal("a.md:6:4", inner.Call().Positional[0].Place.ToString());
    }

    [Fact]
    public void Numbers_are_checked_against_their_range()
    {
        var call = CallText.Parse("f(n: 12, x: 1e-3, w: abc, y: NaN)");
        Assert.Equal(12, call.Whole("n", 1));
        Assert.Equal(7, call.Whole("m", 7));
        Assert.Equal(1e-3, call.Number("x", 0));
        Assert.Equal("text:1:6: A whole number from 0 to 11 is needed for 'n', not '12'.", Message(() => call.Whole("n", 1, 0, 11)));
        Assert.Equal("text:1:6: A whole number that is at least 13 is needed for 'n', not '12'.", Message(() => call.Whole("n", 1, 13)));
        Assert.Equal("text:1:13: A number from 1 to 2.5 is needed for 'x', not '1e-3'.", Message(() => call.Number("x", 1, 1, 2.5)));
        Assert.Equal("text:1:22: A number that is at least 0 is needed for 'w', not 'abc'.", Message(() => call.Number("w", 1)));
        Assert.Equal("text:1:30: A number that is at least 0 is needed for 'y', not 'NaN'.", Message(() => call.Number("y", 1)));
        Assert.Equal("text:1:22: 'abc' is no value for 'w'. Did you mean 'abd'?", Message(() => call.Find("w")!.OneOf("xyz", "abd")));
    }

    [Fact]
    public void Unknown_arguments_and_names_suggest_the_nearest()
    {
        var call = CallText.Parse("sgd(1, momentun: 0.9)");
        Assert.Equal("text:1:8: 'sgd' has no argument 'momentun'. Did you mean 'momentum'?", Message(() => call.AllowOnly(1, "lr", "momentum")));
        Assert.Equal("text:1:5: Arguments of 'sgd' have a key, and '1' has none. Its keys: lr.", Message(() => call.AllowOnly(0, "lr")));
        Assert.Equal("text:1:1: There is no optimiser 'sgd'. Known: adam, lbfgs.", call.Unknown("optimiser", ["adam", "lbfgs"]).Message);
    }

    [Fact]
    public void A_list_has_calls_and_keys_in_any_order() =>
        Assert.Equal(
            ["digits", "samples: 500", "labels(noise: 0.2)"],
            CallText.ParseList(ClaimText.Of("digits, samples: 500, labels(noise: 0.2)", new Place("t", 1, 1))).Select(one => one.Key is null ? one.Text : $"{one.Key}: {one.Text}"));

    [Fact]
    public void Depth_is_limited() =>
        Assert.Equal("text:1:68: Parentheses are nested more than 16 deep.", Message(() => CallText.Parse(string.Concat(Enumerable.Repeat("sam(", 100_000)))));

    [Fact]
    public void Any_text_is_read_or_refused() =>
        Gen.String["ab(),: 1\n"].Sample(text =>
        {
            try
            {
                return CallText.Parse(text).Name.Length > 0;
            }
            catch (TrainingException exception)
            {
                return exception.Problem.Message.Length > 0;
            }
        });

    private static string Message(Action action) => Assert.Throws<TrainingException>(action).Message;
}

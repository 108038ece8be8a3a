using Assay.Claims;
using Assay.Claims.Code;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Tests.Code;

public class CSharpFileTests
{
    [Fact]
    public void Usings_and_namespaces_are_taken_away_and_lines_stay()
    {
        var block = CSharpFile.Parse("a.cs", "using System;\nnamespace A.B;\n\npublic static class C { }\n").ToBlock();

        Assert.Equal("\n\n\npublic static class C { }", string.Join('\n', block.Code.Text.Split('\n').Select(line => line.TrimEnd())));
        Assert.Equal("a.cs:4:1", block.Code.Places[3].ToString());
    }

    [Fact]
    public void What_nothing_makes_visible_becomes_internal_and_keeps_its_place()
    {
        var code = CSharpFile.Parse("a.cs", "class C { private static int F(int x) => x; static int G() => 1; }").ToBlock().Code;

        Assert.Equal(3, code.Text.Split('\n').Count(line => line == "internal"));
        Assert.DoesNotContain("private", code.Text, StringComparison.Ordinal);
        Assert.Equal("a.cs:1:19", code.At(code.Text.IndexOf("static int F", StringComparison.Ordinal)).ToString());
    }

    [Fact]
    public void Functions_are_named_with_the_types_around_them()
    {
        var functions = CSharpFile.Parse("a.cs", "namespace N { class A { struct B { public static int F() => G(); static int G() => 1; } } }\n").Functions;

        Assert.Equal(["A.B.F", "A.B.G"], functions.Select(function => function.Name));
        Assert.Equal([true, false], functions.Select(function => function.IsPublic));
        Assert.Equal([false, true], functions.Select(function => function.IsCalled));
    }

    [Fact]
    public void A_function_that_calls_itself_is_not_called_by_another() =>
        Assert.False(Assert.Single(CSharpFile.Parse("a.cs", "static int F(int n) => n < 2 ? 1 : n * F(n - 1);").Functions).IsCalled);

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Gen.OneOf("class ", "namespace ", "using ", "A", ";", "{", "}", "static int F() => 1;", "\n", "private ", "(", "\"", "/*", "#if ", "record ", "enum ")
            .Array[0, 25]
            .Sample(
                pieces =>
                {
                    var text = string.Concat(pieces);
                    var code = CSharpFile.Parse("a.cs", text).ToBlock("W").Code;
                    Assert.Equal(code.Text.Split('\n').Length, code.Places.Count);
                },
                iter: Rounds.Of(2000));

    [Fact]
    public void Every_character_that_is_left_stands_where_it_stood() =>
        Gen.OneOf("class A { private static int F() => 1; }", "using B;", " ", "\n", "static int G() => 2;").Array[0, 12].Sample(
            pieces =>
            {
                var text = string.Concat(pieces);
                var code = CSharpFile.Parse("a.cs", text).ToBlock().Code;
                var original = text.Split('\n');
                var lines = code.Text.Split('\n');
                for (var i = 0; i < lines.Length; i++)
                {
                    var (line, place) = (lines[i], code.Places[i]);
                    if (line != "internal")
                        Assert.All(line.Select((c, column) => (c, column)), pair => Assert.True(
                            pair.c == ' ' || pair.c == original[place.Line - 1][place.Column - 1 + pair.column]));
                }
            },
            iter: Rounds.Of(1000));
}

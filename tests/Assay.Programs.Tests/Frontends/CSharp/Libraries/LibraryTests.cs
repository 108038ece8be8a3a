using Assay.Programs.Execution;
using Assay.Programs.Tests.Frontends.CSharp.Random;
using Assay.TestSupport;

namespace Assay.Programs.Tests.Frontends.CSharp.Libraries;

/// <summary>
/// Every public static method of the library types on numbers: it gives what .NET gives, or it is refused by name; and
/// docs/csharp.md lists exactly those that work. ASSAY_APPROVE=1 writes the list.
/// </summary>
public sealed class LibraryTests
{
    private const int Inputs = 24;
    private const string Start = "<!-- library -->\n";
    private const string End = "<!-- end of library -->";

    [Fact]
    public void Library_methods_give_what_NET_gives_and_the_documentation_lists_them()
    {
        List<LibraryMethod> methods = [.. LibraryMethod.Types.SelectMany(LibraryMethod.Of)];
        using var compiled = new CompiledText(string.Join("\n", methods.Select(method => method.Wrapper)));
        var dice = new Dice(9, 1);
        List<string> wrong = [], refused = [];
        List<LibraryMethod> working = [];
        foreach (var method in methods)
        {
            try
            {
                var before = wrong.Count;
                Compare(compiled, method, dice, wrong);
                working.AddRange(wrong.Count == before ? [method] : []);
            }
            catch (UnsupportedException e)
            {
                refused.Add($"{method.Method.DeclaringType!.Name}.{method.Signature}: {e.Message}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} disagreements:\n{string.Join('\n', wrong)}");
        Documentation(LibraryTable.Of(working));
    }

    private static void Compare(CompiledText compiled, LibraryMethod method, Dice dice, List<string> wrong)
    {
        var (definition, runnable) = (compiled.Definition(method.WrapperName), compiled.Runnable(method.WrapperName));
        Func<object[], string>? unfolded = null;
        for (var i = 0; i < Inputs; i++)
        {
            object[] input = [.. method.Arguments.Select(type => Numbers.Argument(type, dice))];
            unfolded ??= Outcome.Unfold(compiled.Read, definition, input);
            var (actual, interpreted, evaluated) = (Outcome.Run(runnable, input), Outcome.Interpret(compiled.Read, definition, input), unfolded(input));
            if (actual != interpreted || actual != evaluated)
            {
                wrong.Add($"{method.Method.DeclaringType!.Name}.{method.Signature} on {string.Join(", ", input)} is {actual}; interpreted {interpreted}; unfolded {evaluated}");
                return;
            }
        }
    }

    private static void Documentation(string table)
    {
        var path = Path.Combine(Repository.Root, "docs", "csharp.md");
        var text = File.ReadAllText(path);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("ASSAY_APPROVE") == "1")
        {
            text = text[..start] + table + text[end..];
            File.WriteAllText(path, text);
            end = start + table.Length;
        }

        Assert.Equal(text[start..end], table);
    }
}

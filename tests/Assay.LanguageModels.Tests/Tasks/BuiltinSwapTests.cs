using System.Diagnostics;
using Assay.LanguageModels.Scoring;
using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Tests.Tasks;

public sealed class BuiltinSwapTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public void One_of_both_names_is_right_and_only_one()
    {
        for (var seed = 1UL; seed <= 500; seed++)
        {
            var task = BuiltinSwap.Make(seed);
            Assert.Equal((task.Value, task.Value), (task.Run(task.Right, isTwin: false), task.Run(task.Wanted, isTwin: true)));
            Assert.NotEqual(task.Value, task.Run(task.Wanted, isTwin: false));
            Assert.NotEqual(task.Value, task.Run(task.Right, isTwin: true));
        }
    }

    [Fact]
    public async Task Python_agrees()
    {
        Assert.SkipUnless(File.Exists(Python), "Python is not installed.");
        const int Count = 500;
        var tests = string.Concat(Enumerable.Range(1, Count).Select(seed => BuiltinSwap.Make((ulong)seed)).SelectMany(task => new[] { true, false }.SelectMany(isTwin => new[] { task.First, task.Second }.Select(name =>
            $"check({Quoted(task.Program(name, isTwin))}, [{string.Join(", ", task.Numbers)}], {task.Run(name, isTwin)})\n"))));
        var script = $"def check(text, numbers, wanted):\n    names = {{}}\n    exec(text, names)\n    function = [value for name, value in names.items() if name in ('count', 'total', 'smallest', 'largest')][0]\n    assert function(numbers) == wanted, text\n\n{tests}print('agreed')\n";
        using var process = Process.Start(new ProcessStartInfo(Python, "-") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        Assert.Equal(("", "agreed\n"), (await errors, await output));
    }

    [Theory]
    [InlineData(true, 0, 40)]
    [InlineData(false, 40, 0)]
    public async Task Who_prefers_the_usual_text_is_told_from_who_reads(bool isUsual, int right, int common)
    {
        var study = await SwapStudy.Of(new CompletingModel(isUsual, 0), 40, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal((right, common, 40), (study.Right, study.Usual, study.TwinRight));
        Assert.Equal((40, common), (study.Told, study.UsualLikelier));
        Assert.Equal((right, common, 0), (study.ChoicesRight, study.ChoicesUsual, study.ChoicesByPlace));
    }

    [Fact]
    public async Task Who_always_chooses_the_first_program_is_found_out()
    {
        var study = await SwapStudy.Of(new CompletingModel(true, 1), 40, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal((0, 0, 40), (study.ChoicesRight, study.ChoicesUsual, study.ChoicesByPlace));
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}

using Assay.Claims;
using Assay.Programs.Frontends.Alive;
using Assay.Programs.Tests.Frontends.CSharp.Random;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Frontends.Alive;

public sealed class CorpusTests(ITestOutputHelper output)
{
    // Their preconditions contradict themselves: a negated MaskedValueIsZero of bits above a power of two; a constant below
    // the least number.
    private static readonly string[] Vacuous = ["addsub-1111", "andorxor-1864"];

    // Not run by Alive's own tests, and wrong: -1 + -1 overflows without signs.
    private const string Wrong = "add-nuw-nsw-sext";

    [Fact]
    public void Every_rewrite_without_memory_comes_out_as_its_file_says()
    {
        var documents = Corpus.OrSkip(out var domains);
        var report = new Runner(domains, new RunOptions()).Run(documents, new Progress<ProgressReport>(_ => { }), _ => { }, TestContext.Current.CancellationToken);
        var decided = report.Results.Where(result => !Corpus.IsAboutMemory(result.Settlement)).ToList();
        var times = decided.Select(result => result.Elapsed.TotalMilliseconds).Order().ToList();
        output.WriteLine($"{decided.Count} of {report.Results.Count()} rewrites without memory, {report.Elapsed.TotalSeconds:0.0} s, median {times[times.Count / 2]:0.0} ms");
        Assert.InRange(decided.Count, 490, 532);
        Assert.Equal(
            [.. Vacuous, Wrong],
            decided.Where(result => result.Standing != Standing.AsExpected).Select(result => result.Claim.Name));
        Assert.All(decided.Where(result => Vacuous.Contains(result.Claim.Name)), result => Assert.IsType<Unusable>(result.Settlement));
        Assert.IsType<Refuted>(Assert.IsType<Answered>(decided.Single(result => result.Claim.Name == Wrong).Settlement).Verdict);
    }

    /// <summary>What comes out of rewrites that somebody has broken is what the definition says.</summary>
    [Fact]
    public void Broken_rewrites_are_found_out()
    {
        var dice = new Dice(7, 7);
        var (correct, wrong) = (0, 0);
        foreach (var claim in Corpus.OrSkip(out _).SelectMany(document => document.Claims).Where(claim => claim.Find(OptFormat.Semantics) is null))
        {
            var text = claim.Find(OptFormat.Key)!.Text;
            foreach (var variant in (string[])[text, Mutation.Of(text, dice), Mutation.Of(text, dice)])
            {
                var answer = Oracle.Compare(variant, mostBits: 9);
                correct += answer == true ? 1 : 0;
                wrong += answer == false ? 1 : 0;
            }
        }

        output.WriteLine($"{correct} correct, {wrong} wrong");
        Assert.True(correct > 500 && wrong > 200, $"{correct} correct, {wrong} wrong");
    }
}

using Assay.Claims;
using Assay.TestSupport;

namespace Assay.Tests.Claims;

public class ClaimReaderTests
{
    private const string Fence = Samples.TripleFence;

    [Fact]
    public void Places_of_keys_and_texts_are_exact()
    {
        var claim = Assert.Single(Read($"# Title\n\n{Fence}claim sum\nfor-all:  int a\nclaim: a == a\n{Fence}\n").Claims);

        Assert.Equal("doc.md:3:1", claim.Place.ToString());
        Assert.Equal("doc.md:4:1", claim.Entries[0].KeyPlace.ToString());
        Assert.Equal("doc.md:4:11", claim.Find("for-all")!.Start.ToString());
        Assert.Equal("doc.md:5:13", claim.Find("claim")!.At(5).ToString());
    }

    [Fact]
    public void An_indented_line_continues_the_entry_above_and_keeps_its_own_place()
    {
        var claim = Assert.Single(Read(Samples.Block("sum", "claim: a ==", "    b", "for-all: int a, int b")).Claims);

        var text = claim.Find("claim")!;
        Assert.Equal("a ==\nb", text.Text);
        Assert.Equal("doc.md:3:5", text.At(5).ToString());
    }

    [Fact]
    public void A_text_may_start_on_the_line_below_its_key()
    {
        var claim = Assert.Single(Read(Samples.Block("sum", "claim:", "  a == b")).Claims);

        Assert.Equal("a == b", claim.Find("claim")!.Text);
        Assert.Equal("doc.md:3:3", claim.Find("claim")!.Start.ToString());
    }

    [Fact]
    public void Hashes_quotes_and_colons_in_a_text_mean_nothing() =>
        Assert.Equal("a ? b : c // \"#\"", Assert.Single(Read(Samples.Block("sum", "claim: a ? b : c // \"#\"")).Claims).Find("claim")!.Text);

    [Theory]
    [InlineData("fro-all: int a", "Unknown key 'fro-all'.", "Did you mean 'for-all'?", 3, 1)]
    [InlineData("equal: F, G x", "", null, 0, 0)]
    [InlineData("expect: prooved", "Unknown outcome 'prooved'.", "Did you mean 'proved'?", 3, 9)]
    [InlineData("domain: program", "Unknown domain 'program'.", "Did you mean 'programs'?", 3, 9)]
    [InlineData("budget: 10 s, soon", "'soon' is not a budget.", "Write for example: 10 s, 500 ms, 2 min, 1 GB, 64 seeds.", 3, 15)]
    [InlineData("confidence: 2", "'confidence' must be a number between 0 and 1, such as 0.99; found '2'.", null, 3, 13)]
    [InlineData("claim: false", "'claim' stands twice; the first is in line 2.", "Keep one of them.", 3, 1)]
    [InlineData("says:", "'says' has no text.", null, 3, 1)]
    [InlineData("nothing at all", "'nothing at all' is not of the form 'key: text'.", "Indent the line to continue the entry above.", 3, 1)]
    public void A_wrong_line_is_met_with_place_and_advice(string line, string message, string? advice, int row, int column)
    {
        var document = Read(Samples.Block("sum", "claim: true", line));

        if (message.Length == 0)
        {
            Assert.Empty(document.Problems);
            return;
        }

        Assert.Equal(new Problem(new Place("doc.md", row, column), message, advice) { Claim = "sum" }, Assert.Single(document.Problems));
        Assert.Empty(document.Claims);
    }

    [Theory]
    [InlineData("My Claim", "may use only a-z", "Write for example: my-claim")]
    [InlineData("", "The claim has no name.", "Write for example: ```claim the-sum-never-overflows")]
    public void A_bad_name_is_met_with_a_better_one(string name, string message, string advice)
    {
        var problem = Assert.Single(Read(Samples.Block(name, "claim: true")).Problems);

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(advice, problem.Advice);
    }

    [Fact]
    public void A_name_that_is_taken_says_by_which_line()
    {
        var document = Read(Samples.Block("sum", "claim: true") + Samples.Block("sum", "claim: false"));

        Assert.Equal("The name 'sum' is taken by the claim in line 1.", Assert.Single(document.Problems).Message);
        Assert.Equal("true", Assert.Single(document.Claims).Find("claim")!.Text);
    }

    [Fact]
    public void One_bad_block_does_not_hide_the_others()
    {
        var document = Read(Samples.Block("first", "claim: true") + Samples.Block("second", "nonsense") + Samples.Block("third", "claim: true"));

        Assert.Equal(["first", "third"], document.Claims.Select(claim => claim.Name));
        Assert.Equal(3, document.ClaimBlocks);
        Assert.All(document.Problems, problem => Assert.Equal("second", problem.Claim));
    }

    [Fact]
    public void A_claim_must_state_something() =>
        Assert.StartsWith("The claim states nothing", Assert.Single(Read(Samples.Block("sum", "for-all: int a")).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void A_fence_that_is_never_closed_is_a_problem_where_it_opens()
    {
        var problem = Assert.Single(Read($"text\n\n{Fence}claim sum\nclaim: true\n").Problems);

        Assert.Equal("doc.md:3:1", problem.Place.ToString());
        Assert.Equal("This block is never closed.", problem.Message);
    }

    [Fact]
    public void An_unclosed_block_that_swallows_claims_is_a_problem_too() =>
        Assert.Equal(
            "This block is never closed.",
            Assert.Single(Read($"~~~text\n{Samples.Block("sum", "claim: true")}").Problems).Message);

    [Theory]
    [InlineData("cliam")]
    [InlineData("claims")]
    [InlineData("Clam")]
    public void A_block_that_was_to_be_a_claim_is_not_passed_over(string language)
    {
        var problem = Assert.Single(Read($"text\n\n{Fence}{language} sum\nfor-all: int a\nclaim: a == a\n{Fence}\n").Problems);
        Assert.Equal($"doc.md:3:1: A block of '{language}' is not checked.", $"{problem.Place}: {problem.Message}");
        Assert.Equal("Did you mean 'claim'?", problem.Advice);
    }

    [Theory]
    [InlineData("cliam", "whatever")]
    [InlineData("yaml", "claim: a == a")]
    [InlineData("", "claim: a == a")]
    public void Other_blocks_are_left_alone(string language, string line) => Assert.Empty(Read($"{Fence}{language}\n{line}\n{Fence}\n").Problems);

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Any_line_end_gives_the_same_places(string lineEnd)
    {
        var text = $"# Title\n\n{Samples.Block("sum", "for-all: int a", "claim: a == a")}";

        var claim = Assert.Single(Read(text.Replace("\n", lineEnd, StringComparison.Ordinal)).Claims);

        Assert.Equal("doc.md:5:8", claim.Find("claim")!.Start.ToString());
        Assert.Equal("a == a", claim.Find("claim")!.Text);
    }

    [Fact]
    public void Blocks_inside_lists_and_quotations_count()
    {
        var document = Read(
            $"- item\n\n  {Fence}claim in-a-list\n  claim: true\n  {Fence}\n\n> {Fence}claim in-a-quotation\n> claim: true\n> {Fence}\n");

        Assert.Empty(document.Problems);
        Assert.Equal(["in-a-list", "in-a-quotation"], document.Claims.Select(claim => claim.Name));
        Assert.Equal("doc.md:4:10", document.Claims[0].Find("claim")!.Start.ToString());
        Assert.Equal("doc.md:8:10", document.Claims[1].Find("claim")!.Start.ToString());
    }

    [Fact]
    public void Code_blocks_keep_their_signature_and_the_place_of_each_line()
    {
        var block = Assert.Single(Read($"{Fence}asm Max(eax, ebx) -> (eax)\ncmp eax, ebx\n  ret\n{Fence}\n").Blocks);

        Assert.Equal(("asm", "Max(eax, ebx) -> (eax)"), (block.Language, block.Info.Text));
        Assert.Equal("doc.md:1:8", block.Info.Start.ToString());
        Assert.Equal("cmp eax, ebx\n  ret", block.Code.Text);
        Assert.Equal("doc.md:3:1", block.Code.Places[1].ToString());
    }

    [Fact]
    public void Blocks_of_other_languages_are_prose() =>
        Assert.Empty(Read($"{Fence}python\nprint()\n{Fence}\n").Blocks);

    private static ClaimDocument Read(string text) => new ClaimDocumentReader([new FakeDomain()]).ReadText("doc.md", text);
}

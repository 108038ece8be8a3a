using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

public sealed class ReplayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _replayed = [];
    private int _decided;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_counterexample_is_kept_and_replayed_without_searching()
    {
        var file = Document("x > 1");
        Tool().Run("check", file);

        var (code, output, _) = Tool().Run("replay", $"{file}#small");

        Assert.Equal(ExitCodes.Differs, code);
        Assert.Equal(["a = 1, b = 1, c = 0"], _replayed);
        Assert.Equal(1, _decided);
        Assert.Contains("given, not searched for", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.At(".assay/doc.md-small.json")));
    }

    [Fact]
    public void A_name_is_searched_in_the_current_folder()
    {
        Tool().Run("check", Document("x > 1"));

        Tool().Run("replay", "small");

        Assert.Single(_replayed);
    }

    [Fact]
    public void A_misspelt_name_is_met_with_the_nearest_one()
    {
        Document("x > 1");

        var (code, output, _) = Tool().Run("replay", "smal");

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("Did you mean 'small'?", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_that_changed_is_decided_again()
    {
        Tool().Run("check", Document("x > 1"));

        var (_, output, _) = Tool().Run("replay", $"{Document("x > 2")}#small");

        Assert.Equal(2, _decided);
        Assert.Contains("has changed since", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_of_which_nothing_is_kept_is_decided_again()
    {
        var (_, output, _) = Tool().Run("replay", $"{Document("x > 1")}#small");

        Assert.Equal(1, _decided);
        Assert.Contains("Nothing was kept for this claim", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_of_the_users_own_is_run_and_not_kept()
    {
        var (_, output, _) = Tool().Run("replay", $"{Document("x > 1")}#small", "--input", "x = 7");

        Assert.Equal(["x = 7"], _replayed);
        Assert.Contains("--input 'x = 7'", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At(".assay")));
    }

    [Fact]
    public void No_store_keeps_nothing()
    {
        Tool().Run("check", Document("x > 1"), "--no-store");

        Assert.False(Directory.Exists(_folder.At(".assay")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"schema\": \"assay-replay/1\", \"fingerprint\": 1, \"input\": 2}")]
    [InlineData("{\"schema\": \"other/9\", \"fingerprint\": \"\", \"input\": \"\"}")]
    public void What_is_kept_may_be_rubbish(string rubbish)
    {
        var file = Document("x > 1");
        _folder.Write(".assay/doc.md-small.json", rubbish);

        var (code, output, _) = Tool().Run("replay", $"{file}#small");

        Assert.Equal(ExitCodes.Differs, code);
        Assert.Contains("Nothing was kept", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_in_the_place_of_the_store_are_not_followed()
    {
        var elsewhere = Directory.CreateDirectory(_folder.At("elsewhere")).FullName;
        Directory.CreateSymbolicLink(_folder.At(".assay"), elsewhere);

        Tool().Run("check", Document("x > 1"));

        Assert.Empty(Directory.EnumerateFiles(elsewhere));
    }

    [Fact]
    public void A_store_that_cannot_be_written_is_no_error()
    {
        var file = Document("x > 1");
        _folder.Write(".assay", "a file where the folder should be");

        var (code, _, error) = Tool().Run("check", file);

        Assert.Equal(ExitCodes.Differs, code);
        Assert.Empty(error);
    }

    private string Document(string statement) =>
        _folder.Write("doc.md", Samples.Block("small", "for-all: int x", $"claim: {statement}"));

    private Tool Tool() => new(new FakeDomain
    {
        Decide = (_, _, _, _) =>
        {
            _decided++;
            return Samples.Answer(Samples.RefutedVerdict);
        },
        Replay = (_, assignment) =>
        {
            _replayed.Add(assignment);
            return Samples.Answer(Samples.RefutedOn(assignment));
        },
    })
    { Folder = _folder.Root };
}

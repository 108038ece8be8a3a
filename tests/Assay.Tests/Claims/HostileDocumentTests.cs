using System.Text;
using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Tests.Claims;

public sealed class HostileDocumentTests : IDisposable
{
    private const int Timeout = 60_000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_text() =>
        Assert.Equal("doc.md:1:1", Assert.Single(ReadBytes([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Samples.Block("sum", "claim: true"))]).Claims).Place.ToString());

    [Theory]
    [InlineData(new byte[] { 0x61, 0xFF, 0x62 }, "The file is not UTF-8: byte 0xFF at offset 1 belongs to no character.")]
    [InlineData(new byte[] { 0x61, 0x00, 0x62 }, "The file holds a NUL byte at offset 1; it is not a text file.")]
    public void Bytes_that_are_no_text_are_a_problem_of_the_file(byte[] bytes, string message)
    {
        var problem = Assert.Single(ReadBytes(bytes).Problems);

        Assert.Equal(message, problem.Message);
        Assert.Equal("doc.md", problem.Place.ToString());
    }

    [Fact]
    public void A_hundred_megabytes_are_refused_unread()
    {
        var path = _folder.At("large.md");
        using (var stream = File.Create(path))
            stream.SetLength(100L << 20);

        Assert.Contains("larger than 16 MB", Assert.Single(Reader().Read(path, "doc.md").Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sixteen_megabytes_and_no_more_are_read()
    {
        var path = _folder.Write("large.md", new string('x', ClaimLimits.Bytes));
        Assert.Empty(Reader().Read(path).Problems);

        File.AppendAllText(path, "x");
        Assert.Single(Reader().Read(path).Problems);
    }

    [Fact]
    public void A_missing_file_is_a_problem() =>
        Assert.Contains("cannot be read", Assert.Single(Reader().Read(_folder.At("missing.md")).Problems).Message, StringComparison.Ordinal);

    [Fact(Timeout = Timeout)]
    public Task A_claim_of_a_million_lines_is_refused_in_one_problem() => Task.Run(() =>
    {
        var document = Reader().ReadText("doc.md", Samples.Block("long", [.. Enumerable.Repeat("given: x", 1_000_000)]));

        Assert.Equal("A claim block may have at most 10,000 lines; this one has 1,000,000.", Assert.Single(document.Problems).Message);
    }, TestContext.Current.CancellationToken);

    [Fact]
    public void Of_very_many_problems_only_the_first_are_listed() =>
        Assert.Equal(ClaimLimits.ProblemsPerBlock, Reader().ReadText("doc.md", Samples.Block("long", [.. Enumerable.Repeat("nonsense", 5000)])).Problems.Count);

    [Fact(Timeout = Timeout)]
    public Task Absurdly_deep_quotations_are_survived() => Task.Run(
        () => BigStack.Run(() => Reader().ReadText("doc.md", new string('>', 100_000) + " text"), TimeSpan.FromSeconds(1), CancellationToken.None),
        TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task No_text_makes_the_reader_throw() => Task.Run(() =>
    {
        var pieces = Gen.OneOf("```", "~~~", "claim ", "a-name", "\n", "\r\n", "for-all: ", "claim: ", "csharp", "  ", "> ", "- ", "\t", "expect: ", "é", "\uD800", "#");
        Gen.OneOf(pieces, Gen.String).Array[0, 40].Select(string.Concat)
            .Sample(text => Assert.NotNull(Reader().ReadText("doc.md", text)), iter: Rounds.Of(3000));
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task No_bytes_make_the_reader_throw() => Task.Run(
        () => Gen.Byte.Array[0, 300].Sample(
            bytes =>
            {
                var (text, problem) = DocumentBytes.Decode(bytes, "doc.md");
                Assert.True((text is null) != (problem is null));
            },
            iter: Rounds.Of(3000)),
        TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task What_is_written_as_a_claim_is_read_back() => Task.Run(() =>
    {
        var name = Gen.Char["abcxyz019-"].Array[1, 20].Select(characters => new string(characters));
        var line = Gen.Char["abc (){}?:!&*#\"'<>=+-01"].Array[1, 30].Select(characters => $"x{new string(characters).Trim()}");
        Gen.Select(name, line.Array[1, 4], line).Sample(
            (name, statement, says) =>
            {
                var document = Reader().ReadText("doc.md", Samples.Block(name, [$"says: {says}", $"claim: {string.Join("\n  ", statement)}"]));

                Assert.Empty(document.Problems);
                var claim = Assert.Single(document.Claims);
                Assert.Equal((name, says), (claim.Name, claim.Says));
                Assert.Equal(string.Join('\n', statement), claim.Find("claim")!.Text);
            },
            iter: Rounds.Of(2000));
    }, TestContext.Current.CancellationToken);

    private ClaimDocument ReadBytes(byte[] bytes)
    {
        var path = _folder.At("bytes.md");
        File.WriteAllBytes(path, bytes);
        return Reader().Read(path, "doc.md");
    }

    private static ClaimDocumentReader Reader() => new([new FakeDomain()]);
}

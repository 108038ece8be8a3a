using Assay.Claims;
using Assay.Programs.Certificates;
using Assay.Programs.Deciders.Satisfiability;
using Assay.Programs.Questions;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Certificates;

/// <summary>Certificates of whole claims: made, accepted, and rejected once anything about them is changed.</summary>
public sealed class CertificateTests : IDisposable
{
    private const string Code = """
        ```csharp
        static int Clamp(int x) => x < 0 ? 0 : x > 255 ? 255 : x;
        ```
        ```asm Twice(eax) -> (eax)
        add eax, eax
        ```
        ```csharp
        static bool Spins(int x) { while (x != 0) { } return true; }
        ```

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-certificates").FullName;

    public static TheoryData<string> Claims =>
    [
        "for-all: int a, int b\nclaim: (a & b) + (a | b) == a + b",
        "for-all: ushort a, ushort b\nassume: a < b\nassume: b != 7\nclaim: a + 1 <= b",
        "for-all: int x\nclaim: Clamp(x) >= 0 && Clamp(Clamp(x)) == Clamp(x)",
        "for-all: int x\nclaim: Twice(x) == x * 2",
        "for-all: float x, float y\nassume: !float.IsNaN(x) && !float.IsNaN(y)\nclaim: x + y == y + x || float.IsNaN(x + y)",
        "types: T = byte, short, long\nfor-all: T x\nclaim: (x ^ x) == 0",
        "for-all: (int p, int q) t, byte[2] v\nclaim: (t.p > t.q) != (t.p <= t.q) && v[0] + v[1] <= 510",
        "for-all: byte x\narithmetic: checked\nclaim: x * x <= 65025",
        "for-all: uint x\nassume: x != 0\nclaim: BitOperations.TrailingZeroCount(x) < 32 && x / x == 1",
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Claims))]
    public void What_is_proved_is_certified_and_the_certificate_proves_the_claim(string lines)
    {
        var proved = Assert.IsType<Proved>(Decide(lines));
        Assert.NotEmpty(proved.Certificates);
        Assert.All(proved.Certificates, place =>
        {
            var answer = Verify(place);
            Assert.True(answer.Worth == CertificateWorth.Claim, answer.Text);
        });
    }

    [Fact]
    public void A_claim_with_exists_and_one_that_is_refuted_have_none()
    {
        Assert.StartsWith("none", Assert.Single(Assert.IsType<Proved>(Decide("for-all: byte x\nexists: byte y\nclaim: (byte)(x + y) == 0")).Certificates), StringComparison.Ordinal);
        Assert.IsType<Refuted>(Decide("for-all: int x\nclaim: x + 1 > x"));
    }

    [Theory]
    [InlineData("proof.drat", "cut")]
    [InlineData("formula.cnf", "cut")]
    [InlineData("formula.cnf", "flip")]
    [InlineData("formula.cnf", "drop")]
    [InlineData("claim.md", "weaken")]
    [InlineData("certificate.json", "garbage")]
    [InlineData("certificate.json", "types")]
    [InlineData("proof.drat", "gone")]
    public void What_was_changed_is_rejected_with_its_place(string file, string change)
    {
        var place = Assert.Single(Assert.IsType<Proved>(Decide("for-all: int a, int b\nassume: a < b\nclaim: (a & b) + (a | b) == a + b && a != b")).Certificates);
        var path = Path.Combine(place, file);
        var text = File.ReadAllText(path);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        switch (change)
        {
            case "cut":
                File.WriteAllText(path, text[..(text.Length * 2 / 3)]);
                break;
            case "flip":
                var middle = lines.Length / 2;
                lines[middle] = lines[middle][0] == '-' ? lines[middle][1..] : "-" + lines[middle];
                File.WriteAllLines(path, lines);
                break;
            case "drop":
                File.WriteAllLines(path, lines[..^1]);
                break;
            case "weaken":
                File.WriteAllText(path, text.Replace("a < b", "a <= b", StringComparison.Ordinal));
                break;
            case "garbage":
                File.WriteAllText(path, "{ \"format\": 1");
                break;
            case "types":
                File.WriteAllText(path, text.Replace("\"types\": \"\"", "\"types\": \"T = long\"", StringComparison.Ordinal));
                break;
            default:
                File.Delete(path);
                break;
        }

        var answer = Verify(place);
        Assert.True(answer.Worth == CertificateWorth.Rejected, answer.Text);
        Assert.True(answer.Text.Contains("line ", StringComparison.Ordinal) || change is "types" or "gone", answer.Text);
        Assert.Contains(change == "weaken" ? "formula.cnf" : file, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_proof_of_another_claim_is_rejected()
    {
        var first = Assert.Single(Assert.IsType<Proved>(Decide("for-all: int a, int b\nclaim: (a & b) + (a | b) == a + b")).Certificates);
        var second = Assert.Single(Assert.IsType<Proved>(Decide("for-all: int a, int b\nclaim: (a ^ b) + 2 * (a & b) == a + b", "other")).Certificates);
        File.Copy(Path.Combine(first, "proof.drat"), Path.Combine(second, "proof.drat"), overwrite: true);
        Assert.Equal(CertificateWorth.Rejected, Verify(second).Worth);
        File.Copy(Path.Combine(first, "formula.cnf"), Path.Combine(second, "formula.cnf"), overwrite: true);
        Assert.Contains("belongs to another claim", Verify(second).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_claim_it_proves_its_formula_only()
    {
        var place = Assert.Single(Assert.IsType<Proved>(Decide("for-all: int a\nclaim: (a & 1) * (a & 1) == (a & 1)")).Certificates);
        File.Delete(Path.Combine(place, "claim.md"));
        Assert.Equal(CertificateWorth.FormulaOnly, Verify(place).Worth);
        Assert.Equal(
            CertificateWorth.FormulaOnly,
            ProgramsDomain.Verify(Path.Combine(place, "formula.cnf"), Path.Combine(place, "proof.drat"), TestContext.Current.CancellationToken).Worth);
    }

    [Theory]
    [InlineData("\"statement\": \"(a & 1)", "\"statement\": null, \"other\": \"(a & 1)")]
    [InlineData("\"variables\"", "\"variables\": null, \"other\"")]
    [InlineData("\"types\": \"\"", "\"types\": null")]
    public void A_field_that_is_null_is_rejected(string field, string forged)
    {
        var place = Assert.Single(Assert.IsType<Proved>(Decide("for-all: int a\nclaim: (a & 1) * (a & 1) == (a & 1)")).Certificates);
        var json = Path.Combine(place, "certificate.json");
        var text = File.ReadAllText(json);
        Assert.Contains(field, text, StringComparison.Ordinal);
        File.WriteAllText(json, text.Replace(field, forged, StringComparison.Ordinal));
        Assert.Equal(CertificateWorth.Rejected, Verify(place).Worth);
    }

    [Fact]
    public void What_a_certificate_says_about_itself_is_not_repeated()
    {
        var place = Assert.Single(Assert.IsType<Proved>(Decide("for-all: int a\nassume: a > 5\nclaim: a > 4")).Certificates);
        var json = Path.Combine(place, "certificate.json");
        File.WriteAllText(json, File.ReadAllText(json).Replace("\"a > 4\"", "\"P = NP\"", StringComparison.Ordinal));
        var answer = Verify(place);
        Assert.Equal("a > 4", answer.Statement);
        Assert.Equal(["a > 5"], answer.Assumes);
        File.Delete(Path.Combine(place, "claim.md"));
        Assert.Empty(Verify(place).Statement);
    }

    [Fact]
    public void Two_claims_of_one_name_leave_open_which_is_meant()
    {
        var place = Assert.Single(Assert.IsType<Proved>(Decide("for-all: int a\nassume: a > 5\nclaim: a > 4")).Certificates);
        File.AppendAllText(Path.Combine(place, "claim.md"), "```claim holds\nfor-all: int a\nclaim: a > 4\n```\n");
        Assert.Equal(CertificateWorth.Rejected, Verify(place).Worth);
    }

    [Fact]
    public void Assumptions_that_nothing_meets_are_not_certified_by_leaving_out_the_witness()
    {
        var place = Assert.Single(Assert.IsType<Proved>(Decide("for-all: int a\nassume: a > 5\nclaim: a > 4")).Certificates);
        var json = Path.Combine(place, "certificate.json");
        var text = File.ReadAllText(json);
        File.WriteAllText(json, text.Replace("\"meets\"", "\"other\"", StringComparison.Ordinal));
        Assert.Contains("meets", Verify(place).Text, StringComparison.Ordinal);
        File.WriteAllText(json, System.Text.RegularExpressions.Regex.Replace(text, "(\"meets\": \\{\\s*\"a\": \")\\d+", "${1}3"));
        Assert.Equal(CertificateWorth.Rejected, Verify(place).Worth);
    }

    [Theory]
    [InlineData("for-all: sbyte a\nassume: 100 / a > 5\nclaim: a > 0")]
    [InlineData("for-all: int x\nclaim: Spins(x)")]
    [InlineData("for-all: int x\nassume: Spins(x)\nclaim: x == 0")]
    public void The_plain_formula_has_a_model_where_an_assumption_throws_or_a_loop_goes_on(string lines)
    {
        var domain = new ProgramsDomain(new ProgramsOptions());
        var document = Document(domain, Path.Combine(_folder, "open.md"), $"{Code}```claim holds\n{lines}\n```\n");
        var question = Assert.IsType<ProgramQuestion>(Assert.Single(domain.Understand(document, document.Claims, TestContext.Current.CancellationToken).Questions));
        var plain = PlainClaim.Of(Assert.Single(question.Subjects).Subject, TestContext.Current.CancellationToken);
        Assert.Equal(SatAnswer.Satisfiable, plain.Solver(plain.Root, () => false).Solve(long.MaxValue));
    }

    private Verdict Decide(string lines, string name = "it")
    {
        var domain = new ProgramsDomain(new ProgramsOptions { CertificateFolder = _folder });
        var document = Document(domain, Path.Combine(_folder, name + ".md"), $"{Code}```claim holds\n{lines}\n```\n");
        var question = Assert.Single(domain.Understand(document, document.Claims, TestContext.Current.CancellationToken).Questions);
        var settlement = question.Decide(new Budget(TimeSpan.FromSeconds(60), Budget.Default.Memory), new Progress<ProgressReport>(), TestContext.Current.CancellationToken);
        return Assert.IsType<Answered>(settlement).Verdict;
    }

    private static CertificateAnswer Verify(string place)
    {
        var domain = new ProgramsDomain(new ProgramsOptions());
        var file = Path.Combine(place, "claim.md");
        return domain.Verify(place, File.Exists(file) ? Document(domain, file, File.ReadAllText(file)) : null, new Progress<ProgressReport>(), TestContext.Current.CancellationToken);
    }

    private static ClaimDocument Document(ProgramsDomain domain, string file, string text) => new ClaimDocumentReader([domain]).ReadText(file, text);
}

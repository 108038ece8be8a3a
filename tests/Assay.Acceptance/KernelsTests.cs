using Assay.Cli;
using Assay.Cli.Terminal;

namespace Assay.Acceptance;

/// <summary><c>assay kernels</c> and the claims and certificates that go with it, as users run them.</summary>
public sealed class KernelsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-kernels").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_shortest_kernel_for_three_values_is_proved_and_counted()
    {
        var (code, text) = Run("kernels", "3", "--count");
        Assert.Equal(0, code);
        Assert.Contains("shortest kernel for 3 values: 11 instructions", text, StringComparison.Ordinal);
        Assert.Contains("5,600 kernels sort distinct values into ascending order; 2,026 of", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_is_left_and_verified_and_an_altered_one_is_not()
    {
        Assert.Equal(0, Run("kernels", "4", "--instructions", "minmax", "--certificate", _folder).Code);
        var (code, text) = Run("verify", _folder);
        Assert.Equal(0, code);
        Assert.Contains("No kernel of up to 14 instructions sorts 4 values.", text, StringComparison.Ordinal);
        var file = Directory.GetFiles(_folder, "certificate.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"length\": 14", "\"length\": 15", StringComparison.Ordinal));
        Assert.Equal(1, Run("verify", _folder).Code);
    }

    [Fact]
    public void All_kernels_are_listed_for_the_audit()
    {
        Assert.Equal(0, Run("kernels", "2", "--count", "--list", _folder).Code);
        var (code, text) = Run("audit", _folder);
        Assert.Contains(code, new[] { 0, 1 });
        Assert.DoesNotContain("unusable", text, StringComparison.Ordinal);
        Assert.DoesNotContain("does not sort", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_sorts_is_shortened_by_the_search_for_kernels()
    {
        var file = Path.Combine(_folder, "long.txt");
        File.WriteAllText(file, "mov s1 r1\nmin r1 r2\nmax r2 s1\nmov s1 r2\nmin r2 r3\nmax r3 s1\nmov s1 r1\nmin r1 r2\nmax r2 s1\n");
        var (code, text) = Run("shorten", file);
        Assert.Equal(0, code);
        Assert.Contains("9 instructions; it sorts", text, StringComparison.Ordinal);
        Assert.Contains("shortest kernel for 3 values: 8 instructions", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Listed_kernels_do_not_mix_with_other_files()
    {
        Assert.Contains("all 8, one file each", Run("kernels", "2", "--count", "--list", _folder).Text, StringComparison.Ordinal);
        Assert.Equal(8, Directory.GetFiles(_folder).Length);
        var (code, text) = Run("kernels", "2", "--count", "--list", _folder);
        Assert.Equal(3, code);
        Assert.Contains("Name an empty folder", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kernel_alone_is_written_to_a_file()
    {
        var file = Path.Combine(_folder, "sort2.asm");
        Assert.Equal(0, Run("kernels", "2", "--emit", "intel", "--output", file).Code);
        Assert.StartsWith("; Sort2(", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(0, Run("audit", file).Code);
        Assert.Equal(3, Run("kernels", "2", "--output", Path.Combine(_folder, "none", "sort2.asm")).Code);
    }

    [Fact]
    public void A_kernel_that_is_as_short_as_any_is_called_so()
    {
        var file = Path.Combine(_folder, "two.txt");
        File.WriteAllText(file, "cmp r1 r2\nmov s1 r1\ncmovg r1 r2\ncmovg r2 s1\n");
        var (code, text) = Run("shorten", file);
        Assert.Equal(0, code);
        Assert.Contains("is as short as any for 2 values: 4 instructions", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cmovl r", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shorter_kernel_is_written_as_the_given_one_is()
    {
        var file = Path.Combine(_folder, "two.asm");
        File.WriteAllText(file, "cmp eax, ecx\nmov edx, eax\ncmovg eax, ecx\ncmovg ecx, edx\nmov edx, edx\n");
        var (code, text) = Run("shorten", file);
        Assert.Equal(0, code);
        Assert.Contains("Sort2(eax, ebx) -> (eax, ebx)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cmp r1 r2\nmov s1 r1\ncmovg r1 r2\n", "This kernel does not sort every order")]
    [InlineData("cmp r1 r2\nmov s1 r1\ncmovg r1 r2\ncmovg r2 s1\n", "'assay kernels 2' has options for the search", "--max-length", "4")]
    [InlineData("cmp r1 r2\nmv s1 r1\n", "mv")]
    public void A_kernel_as_text_that_cannot_be_shortened_is_refused(string kernel, string expected, params string[] options)
    {
        var file = Path.Combine(_folder, "bad.txt");
        File.WriteAllText(file, kernel);
        var (code, text) = Run(["shorten", file, .. options]);
        Assert.Equal(3, code);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--instructions: there is no 'cmv'. Did you mean 'cmov'?", "3", "--instructions", "cmv")]
    [InlineData("--resume: there is no folder to go on from.", "3", "--resume")]
    [InlineData("--list: only counted kernels are listed.", "3", "--list", "x")]
    [InlineData("--best: the choice is among counted kernels.", "3", "--best", "zen3")]
    [InlineData("out of reach", "6")]
    [InlineData("assay: VALUES: '12' is not a number from 1 to 6.", "12")]
    [InlineData("assay: VALUES: '0' is not a number from 1 to 6.", "0")]
    [InlineData("assay: VALUES: 'three' is not a number from 1 to 6.", "three")]
    [InlineData("assay: VALUES: '99999999999' is not a number from 1 to 6.", "99999999999")]
    [InlineData("assay: --length: '-1' is not a number from 0 to 100.", "3", "--length", "-1")]
    [InlineData("Without a spare register nothing can be sorted", "3", "--spare", "0")]
    public void What_makes_no_sense_is_refused(string expected, params string[] arguments)
    {
        var (code, text) = Run(["kernels", .. arguments]);
        Assert.Equal(3, code);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("shorten")]
    public void A_folder_is_not_called_missing_where_a_file_is_needed(string command)
    {
        var (code, text) = Run(command, _folder);
        Assert.Equal(3, code);
        Assert.Contains("This is a folder; a file is needed.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_for_machines_is_one_document()
    {
        var (code, text) = Run("kernels", "2", "--count", "--json");
        Assert.Equal(0, code);
        using var json = System.Text.Json.JsonDocument.Parse(text);
        Assert.Equal("assay-kernels-report/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(4, json.RootElement.GetProperty("shortest").GetInt32());
    }

    private static (int Code, string Text) Run(params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var surroundings = new Surroundings { Out = output, Error = error };
        var code = AssayTool.Run(arguments, surroundings);
        return (code, output.ToString() + error);
    }
}

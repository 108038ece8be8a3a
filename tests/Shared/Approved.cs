namespace Assay.TestSupport;

/// <summary>Compares output with the approved text files; <c>ASSAY_APPROVE=1</c> approves what is written now.</summary>
internal static class Approved
{
    /// <summary>Demands that the text equals the approved file of the running test's project.</summary>
    public static void Matches(string name, string text)
    {
        var project = typeof(Approved).Assembly.GetName().Name!;
        var path = Path.Combine(Repository.Root, "tests", project, "Approved", name);
        if (Environment.GetEnvironmentVariable("ASSAY_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{path} is not there; run the tests with ASSAY_APPROVE=1 and look at it.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }
}

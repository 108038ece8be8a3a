using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Assay.Programs.Tests.Deciders.Exhaustion;

/// <summary>The same tests in a process that is told to do without some instructions.</summary>
public class ProcessorLevelTests
{
    private const string Expected = "ASSAY_TEST_VECTOR_BITS";

    [Theory]
    [InlineData(256, "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F")]
    [InlineData(0, "DOTNET_EnableHWIntrinsic")]
    public async Task Deciders_say_the_same_without(int vectorBits, params string[] switchedOff)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Expected) is not null, "This is the process without.");
        Assert.SkipWhen(vectorBits == 256 && !Vector512.IsHardwareAccelerated, "This processor has no wider vectors: all tests of this process are without.");
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ProcessorLevelTests).Assembly.Location);
        }

        foreach (var argument in (string[])["-parallel", "none", "-class", typeof(CompiledSearchTests).FullName!, "-class", typeof(ExhaustiveTests).FullName!, "-class", typeof(ProcessorLevelTests).FullName!, "-class", typeof(WeakOrdersTests).FullName!])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var name in switchedOff)
        {
            start.Environment[name] = "0";
        }

        start.Environment[Expected] = vectorBits.ToString(null, null);
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, output + await errors);
        Assert.Contains("Failed: 0", output);
    }

    [Fact]
    public void Vectors_are_as_wide_as_expected()
    {
        var expected = Environment.GetEnvironmentVariable(Expected);
        Assert.SkipWhen(expected is null, "Nothing is expected of this process.");
        var actual = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 0;
        Assert.True(actual <= int.Parse(expected!, null), $"vectors of {actual} bits");
    }
}

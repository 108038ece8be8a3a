using System.Diagnostics;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Questions;

public sealed class LongArrayTests
{
    [Fact]
    public void ACounterexampleOfALongArrayIsMadeSmallerWithinTheBudget()
    {
        var clock = Stopwatch.StartNew();
        Documents.Settle("for-all: int[4096] v\nclaim: v[4095] + v[17] != 1234567", time: TimeSpan.FromSeconds(4));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"It took {clock.Elapsed}.");
    }
}

using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;
using Assay.Training.Questions;

namespace Assay.Training.Tests.Questions;

/// <summary>The full settings of the gallery, which take minutes and are run by hand, can at least be understood.</summary>
public sealed class FullSettingTests
{
    [Fact]
    public void Those_of_the_gallery_make_plans_of_their_own()
    {
        var reader = new ClaimDocumentReader([new TrainingDomain(new TrainingOptions())]);
        var claims = Directory.EnumerateFiles(Path.Combine(Repository.Root, "gallery", "training"), "*.md")
            .SelectMany(file => reader.Read(file).Claims).Where(claim => claim.All("full-axis").Any() || claim.All("full-seeds").Any()).ToList();

        Assert.NotEmpty(claims);
        Assert.All(claims, claim =>
        {
            var (quick, full) = (Plan(claim, false), Plan(claim, true));
            Assert.NotEqual((quick.Axes[0], quick.Seeds), (full.Axes[0], full.Seeds));
            Assert.True(full.Seeds >= quick.Seeds && full.Axes[0].Amount >= quick.Axes[0].Amount, claim.Name);
        });
    }

    private static TrainingPlan Plan(Claim claim, bool isFull) => new PlanReader(claim, new TrainingOptions { IsFull = isFull }).Read(Budget.Default);
}

namespace Assay.Acceptance;

public class Placeholder
{
    [Fact]
    public void Builds() => Assert.True(true);
}

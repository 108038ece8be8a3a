using Assay.Cli.Commands;
using Assay.TestSupport;

namespace Assay.Acceptance;

public sealed class CommandTableTests
{
    [Fact]
    public void Commands_are_found_under_their_own_names()
    {
        using var nowhere = new StringWriter();
        var surroundings = new Cli.Terminal.Surroundings { Out = nowhere, Error = nowhere };

        Assert.All(AssayCommand.All, command => Assert.Equal(command.Name, command.Create(surroundings).Name));
    }

    [Fact]
    public void Unknown_commands_are_compared_with_all() =>
        Assert.Contains("Did you mean 'prove'?", new Tool(new FakeDomain()).Run("prov", "x > 0").Error, StringComparison.Ordinal);

    [Fact]
    public void The_version_is_that_of_the_tool() =>
        Assert.Matches(@"^\d+\.\d+\.\d+", new Tool(new FakeDomain()).Run("--version").Out);
}

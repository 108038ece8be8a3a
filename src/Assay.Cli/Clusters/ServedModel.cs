using System.CommandLine;
using Assay.Cluster;
using Assay.Cluster.Messages;
using Assay.LanguageModels.Models.Elsewhere;
using Assay.LanguageModels.Models.Endpoints;
using Assay.Trials;

namespace Assay.Cli.Clusters;

/// <summary>The model that a worker asks for others, at an endpoint that only it knows.</summary>
/// <param name="Address">The endpoint.</param>
/// <param name="Name">The model's name, there and for coordinators.</param>
/// <param name="KeyVariable">The variable that holds the key, or null for the usual one.</param>
internal sealed record ServedModel(Uri Address, string Name, string? KeyVariable)
{
    /// <summary>The variables that hold the key.</summary>
    public IReadOnlyList<string> Variables => [KeyVariable ?? EndpointKey.UsualVariable];

    /// <summary>What a worker of it, or of none, is called by: only such a one takes its queries.</summary>
    public static Identity IdentityOf(string? model, Identity build) => model is null ? build : new Identity(build.Version, $"{build.Build}|model {model}") { StartedWith = $" --endpoint URL --model {model}" };

    /// <summary>Sees that it can be asked.</summary>
    /// <exception cref="LanguageModels.Models.ModelException">The key is not there, or the address is none.</exception>
    public ServedModel Check()
    {
        Endpoint.Connect(Options).Dispose();
        return this;
    }

    /// <summary>The words that tell a process of it.</summary>
    public IEnumerable<string> Words() => ["--endpoint", Address.OriginalString, "--model", Name, .. KeyVariable is null ? Array.Empty<string>() : ["--key", KeyVariable]];

    /// <summary>The trials that come of it.</summary>
    public TrialKinds Kinds(string build) => new(build, [new ReplyTrials(Name, sampling => Endpoint.Connect(Options with { Sampling = sampling }))]);

    private EndpointOptions Options => new(Address, Name) { KeyVariable = KeyVariable };

    /// <summary>The options that name one.</summary>
    internal sealed class CommandOptions
    {
        private readonly Option<string?> _endpoint = new("--endpoint") { Description = "Ask the model at this OpenAI-compatible endpoint for 'assay check --on --model', and do nothing else.", HelpName = "URL" };
        private readonly Option<string?> _model = new("--model") { Description = "The model's name there.", HelpName = "NAME" };
        private readonly Option<string?> _key = new("--key") { Description = $"The environment variable that holds the endpoint's key; {EndpointKey.UsualVariable} unless said.", HelpName = "VARIABLE" };

        /// <summary>Adds them.</summary>
        public void AddTo(Command command)
        {
            foreach (var option in new Option[] { _endpoint, _model, _key })
                command.Options.Add(option);
        }

        /// <summary>What was named; null where nothing was.</summary>
        /// <exception cref="ClusterException">Only a part was.</exception>
        public ServedModel? Read(ParseResult result)
        {
            var (address, model) = (result.GetValue(_endpoint), result.GetValue(_model));
            if (address is null && model is null)
                return null;
            if (address is null || string.IsNullOrWhiteSpace(model))
                throw new ClusterException("--endpoint and --model belong together.", "Write for example: --endpoint http://localhost:8080/v1 --model NAME");
            return Uri.TryCreate(address, UriKind.Absolute, out var uri)
                ? new ServedModel(uri, model, result.GetValue(_key))
                : throw new ClusterException($"--endpoint: '{address}' is no address.", "It starts with http or https and usually ends in /v1.");
        }
    }
}

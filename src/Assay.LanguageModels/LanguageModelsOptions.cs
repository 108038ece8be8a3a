using Assay.Claims;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Models.BuiltIn;

namespace Assay.LanguageModels;

/// <summary>How claims about language models are decided.</summary>
public sealed record LanguageModelsOptions
{
    /// <summary>Which files claims may name.</summary>
    public NamedFiles Files { get; init; } = NamedFiles.InFolder;

    /// <summary>The model behind an endpoint that the user named; null where he named none. A claim alone never makes a request.</summary>
    internal Func<ILanguageModel>? Endpoint { get; init; }

    /// <summary>How many instances are asked about at a time at most; few at first, as few may be enough. Answers do not depend on it.</summary>
    internal int InstancesAtOnce { get; init; } = 32;

    /// <summary>Keeps built-in models that were trained.</summary>
    internal BuiltInModels BuiltIn { get; init; } = new();
}

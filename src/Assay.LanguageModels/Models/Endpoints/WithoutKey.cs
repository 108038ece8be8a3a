using System.ClientModel.Primitives;

namespace Assay.LanguageModels.Models.Endpoints;

/// <summary>Sends requests without a key: the client always writes one into their header.</summary>
internal sealed class WithoutKey : PipelinePolicy
{
    private const string Header = "Authorization";

    /// <inheritdoc/>
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove(Header);
        ProcessNext(message, pipeline, currentIndex);
    }

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.Request.Headers.Remove(Header);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}

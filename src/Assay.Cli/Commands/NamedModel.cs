using Assay.LanguageModels.Models;

namespace Assay.Cli.Commands;

/// <summary>The model that a command line names, made when the first claim asks it: its bounds hold for the run, and its recording is written by one.</summary>
/// <param name="cancellation">Ends making it.</param>
internal sealed class NamedModel(CancellationToken cancellation) : IDisposable
{
    private readonly Lock _lock = new();
    private ILanguageModel? _model;

    /// <summary>Gives the same model to each who asks; null where none was named.</summary>
    /// <param name="make">Makes it.</param>
    public Func<ILanguageModel>? Of(Func<Action<string>, CancellationToken, ILanguageModel>? make) => make is null ? null : () =>
    {
        lock (_lock)
        {
            return _model ??= make(_ => { }, cancellation);
        }
    };

    /// <inheritdoc/>
    public void Dispose() => (_model as IDisposable)?.Dispose();
}

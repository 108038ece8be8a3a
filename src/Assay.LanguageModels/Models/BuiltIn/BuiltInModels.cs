namespace Assay.LanguageModels.Models.BuiltIn;

/// <summary>Built-in models that were trained already: claims that name the same one share it.</summary>
internal sealed class BuiltInModels
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, BuiltInModel> _trained = [];

    /// <summary>The model of a recipe; trained, unless it was before. Others wait meanwhile: training takes all processors.</summary>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="heard">Hears how far it is.</param>
    /// <param name="cancellation">Ends it.</param>
    public BuiltInModel Of(BuiltInRecipe recipe, Action<string> heard, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _trained.TryGetValue(recipe.ToString(), out var known) ? known : _trained[recipe.ToString()] = BuiltInModel.Train(recipe, heard, cancellation);
        }
    }
}

namespace Assay.LanguageModels.Transformers;

/// <summary>The size of a decoder-only transformer.</summary>
/// <param name="Words">How many words it knows.</param>
/// <param name="Layers">How many layers, each attention and then a part with a hidden layer.</param>
/// <param name="Width">Features of a token.</param>
/// <param name="Heads">Among how many heads of attention they are divided.</param>
/// <param name="Hidden">Units of each hidden layer.</param>
/// <param name="Reach">
/// How many words the features of a token start from: its own and those just before it, each place with an embedding of its own. More than one spares
/// the first layer the work of looking at neighbours, as the convolutions of So and others (Primer, 2021) do.
/// </param>
internal sealed record TransformerShape(int Words, int Layers, int Width, int Heads, int Hidden, int Reach = 1)
{
    /// <summary>Features of a head.</summary>
    public int HeadWidth => Width / Heads;

    /// <summary>Makes sure that there can be one.</summary>
    /// <exception cref="ArgumentException">A size is below 1, or heads do not share the features in pairs.</exception>
    public void Check()
    {
        foreach (var (name, size) in new[] { (nameof(Words), Words), (nameof(Layers), Layers), (nameof(Width), Width), (nameof(Heads), Heads), (nameof(Hidden), Hidden), (nameof(Reach), Reach) })
        {
            if (size < 1)
            {
                throw new ArgumentException($"{name} is {size}, and has to be 1 at least.");
            }
        }

        if (Width % (2 * Heads) != 0)
        {
            throw new ArgumentException($"{Heads} heads do not share a width of {Width} in pairs of features.");
        }
    }
}

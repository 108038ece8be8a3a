namespace Assay.LanguageModels.Tasks;

/// <summary>In which way the variable that is asked for changes.</summary>
public enum TaskFamily
{
    /// <summary>It is given another number.</summary>
    Redefinition,

    /// <summary>It is exchanged with another one in one statement.</summary>
    TupleSwap,

    /// <summary>It is exchanged with another one in three moves over a third.</summary>
    TemporarySwap,

    /// <summary>It is exchanged with another one by three exclusive ors.</summary>
    XorSwap,

    /// <summary>Another name for it is given other numbers.</summary>
    Aliasing,

    /// <summary>A variable of the same name is given numbers in scopes of its own: it does not change.</summary>
    Shadowing,
}

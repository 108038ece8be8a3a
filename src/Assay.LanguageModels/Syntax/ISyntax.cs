using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Syntax;

/// <summary>A way to write programs down.</summary>
internal interface ISyntax
{
    /// <summary>What it is called in claims.</summary>
    string Name { get; }

    /// <summary>Whether programs can be written in it.</summary>
    bool CanWrite(TrackingProgram program);

    /// <summary>The lines of a program, each with a line end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="names">The names of its variables.</param>
    string Write(TrackingProgram program, IReadOnlyList<string> names);

    /// <summary>What stands before the value that a variable holds then, with a blank at its end where one belongs there.</summary>
    string Asks(TrackingProgram program, IReadOnlyList<string> names);
}

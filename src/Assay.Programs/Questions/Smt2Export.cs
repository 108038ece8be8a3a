using Assay.Programs.Deciders;
using Assay.Programs.Deciders.External;

namespace Assay.Programs.Questions;

/// <summary>Writes queries as SMT-LIB 2 files for those who want to ask other solvers.</summary>
/// <param name="folder">Where to, or null.</param>
/// <param name="claim">The claim.</param>
/// <param name="subject">The subject, whose types tell its file from others of the claim.</param>
internal sealed class Smt2Export(string? folder, Claim claim, Subject subject)
{
    /// <summary>Writes a goal; one that SMT-LIB cannot say is left out.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Write(Goal goal)
    {
        if (folder is null || SmtLibText.Refuses(goal) is not null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var types = string.Concat(subject.Types.Split(["=", ",", " "], StringSplitOptions.RemoveEmptyEntries).Where((_, i) => i % 2 == 1).Select(type => "-" + type));
        var document = Path.GetFileNameWithoutExtension(claim.Place.File).Replace(' ', '-');
        var name = string.Concat($"{document}-{claim.Name}{types}".Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
        var script = SmtLibText.Write(goal, $"{claim.Name}{(types.Length > 0 ? $" with {subject.Types}" : "")}: {subject.Text}");
        File.WriteAllText(Path.Combine(folder, name + ".smt2"), $"{script.Text}{script.GetValues}\n(exit)\n");
    }
}

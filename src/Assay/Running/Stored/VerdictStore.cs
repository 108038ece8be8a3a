using Assay.Reporting;
using Assay.Verdicts;

namespace Assay.Running.Stored;

/// <summary>Verdicts of earlier runs, each in a file named by a hash of all that it depends on, in a folder of the user's own.</summary>
/// <remarks>
/// What lies beside claims is never believed: the folder belongs to the user, not to the claims. An <see cref="Undecided"/> is not kept, as it hangs on the
/// time that there was. A file holds all that its name is a hash of, and counts only where that is the same to the letter. A kept counterexample is replayed before it is shown; where it does not refute the claim, the claim is decided again. Where nothing
/// can be read or written, nothing is kept, and no harm is done.
/// </remarks>
/// <param name="folder">The folder; it is made when it is needed.</param>
/// <param name="manner">Options of the run that answers depend on.</param>
/// <param name="isFresh">Whether nothing is taken out, so that everything is decided again.</param>
public sealed class VerdictStore(string folder, string manner, bool isFresh)
{
    private const int LargestFile = 4 << 20;
    private const int MostFiles = 20_000;
    private const int PrefixLength = 2;

    private bool _isTidy;

    /// <summary>Options of the run that answers depend on.</summary>
    internal string Manner => manner;

    /// <summary>The verdict of an earlier run, or null.</summary>
    /// <param name="key">Its key; see <see cref="VerdictKey"/>.</param>
    /// <param name="question">The claim.</param>
    /// <param name="cancellation">Ends the replay.</param>
    internal StoredVerdict? Find(VerdictKey key, IQuestion question, CancellationToken cancellation)
    {
        if (isFresh || Load(PathOf(key)) is not { } stored || !key.Parts.SequenceEqual(stored.Key))
            return null;
        if (stored.Verdict is not Refuted { Counterexample: { Inputs.Count: > 0 } example })
            return stored;
        return question.Replay(Wording.Assignment(example.Inputs), cancellation) is Answered { Verdict: Refuted } ? stored : null;
    }

    /// <summary>Keeps a verdict.</summary>
    internal void Keep(VerdictKey key, Answered answered)
    {
        if (answered.Verdict is Undecided || answered.EndedEarly)
            return;
        var path = PathOf(key);
        try
        {
            Tidy();
            MakeFolder(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, new StoredVerdict(StoredVerdict.CurrentSchema, key.Parts, DateTimeOffset.UtcNow, answered.MeetsExpectedFinding, answered.Verdict).Write());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then it is decided again next time.
        }
    }

    private string PathOf(VerdictKey key) => Path.Combine(folder, key.Name[..PrefixLength], key.Name[PrefixLength..] + ".json");

    private static StoredVerdict? Load(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length <= LargestFile ? StoredVerdict.Read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // Once a run: where there are very many, the half that was written longest ago goes.
    private void Tidy()
    {
        if (_isTidy || !Directory.Exists(folder))
            return;
        _isTidy = true;
        var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).ToList();
        if (files.Count <= MostFiles)
            return;
        foreach (var file in files.OrderBy(file => file.LastWriteTimeUtc).Take(files.Count / 2))
            file.Delete();
    }
}

using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Reporting;
using Assay.Training;
using Assay.Training.Connectivity;
using Assay.Training.Parameters;

namespace Assay.Cli.Commands;

/// <summary>How <c>assay connect</c> answers.</summary>
/// <param name="IsJson">Whether as JSON and nothing else.</param>
/// <param name="Svg">The file into which paths are drawn; null for none.</param>
/// <param name="Merged">The file into which the merged network goes; null for none.</param>
internal sealed record ConnectOutput(bool IsJson, string? Svg, string? Merged)
{
    /// <summary>Refuses what cannot be written, before anything is computed.</summary>
    /// <exception cref="TrainingException">A file has another kind of name, or its folder is not there.</exception>
    public void Check()
    {
        if (Merged is not null && Path.GetExtension(Merged) is not (".safetensors" or ".npy"))
        {
            throw new TrainingException(new Problem(Place.Whole("--out"), $"'{Merged}' ends with neither .safetensors nor .npy."));
        }

        foreach (var (option, file) in new[] { ("--svg", Svg), ("--out", Merged) })
        {
            if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            {
                throw new TrainingException(new Problem(Place.Whole(option), $"There is no folder '{folder}'.", "Make it, or name another."));
            }
        }
    }

    /// <summary>Answers.</summary>
    /// <exception cref="TrainingException">A file cannot be written.</exception>
    public void Write(Surroundings surroundings, ConnectNetworks networks, Study study)
    {
        Write(Svg, path => File.WriteAllText(path, BarrierSvg.Of(networks, study)));
        Write(Merged, path => WriteMerged(path, networks, study));
        if (IsJson)
        {
            surroundings.Out.WriteLine(ConnectJson.Of(networks, study));
            return;
        }

        var sink = surroundings.Sink();
        new ConnectText(sink, networks, study).Write();
        foreach (var file in new[] { Svg, Merged }.OfType<string>())
        {
            sink.Write(new StyledLine().Add("wrote  ", Tone.Quiet).Add(file));
        }
    }

    private static void WriteMerged(string path, ConnectNetworks networks, Study study)
    {
        if (networks.First is { } first && Path.GetExtension(path) == ".safetensors")
        {
            first.Write(path, networks.Network, study.Merged);
            return;
        }

        StoredParameters.Write(path, networks.Network, study.Merged);
    }

    private static void Write(string? path, Action<string> write)
    {
        try
        {
            if (path is not null)
            {
                write(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException(new Problem(Place.Whole(path!), $"It cannot be written: {exception.Message}", "Name a file in a folder that can be written."));
        }
    }
}

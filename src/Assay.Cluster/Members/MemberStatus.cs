using System.Text.Json;

namespace Assay.Cluster.Members;

/// <summary>What a worker or a coordinator says of itself when it is asked.</summary>
/// <param name="Role"><see cref="Worker"/> or <see cref="Coordinator"/>.</param>
/// <param name="Id">Its name, different from all others'.</param>
/// <param name="Version">The version of the tool.</param>
/// <param name="Tag">Its build.</param>
/// <param name="Processor">The path through its processor.</param>
/// <param name="Seconds">How long it has been there.</param>
internal sealed record MemberStatus(string Role, string Id, string Version, string Tag, string Processor, double Seconds)
{
    public const string Worker = "worker";
    public const string Coordinator = "coordinator";

    // Far more than there are, and few enough that their sum is a number.
    private const int MostCores = 10_000;
    private const double MostRate = 1e9;
    private const double MostSeconds = 1e12;

    /// <summary>Worker: how many trials it does at a time.</summary>
    public int Cores { get; init; }

    /// <summary>Worker: how many it does now.</summary>
    public int Busy { get; init; }

    /// <summary>Coordinator: the run.</summary>
    public string Run { get; init; } = "";

    /// <summary>Coordinator: what the run is about, in words; maybe empty.</summary>
    public string About { get; init; } = "";

    /// <summary>Coordinator: how many trials the run has.</summary>
    public int Total { get; init; }

    /// <summary>Trials done; of a coordinator, in its run.</summary>
    public long Done { get; init; }

    /// <summary>Of these, those set aside.</summary>
    public long Aside { get; init; }

    /// <summary>Worker: how many came to it again.</summary>
    public long Redelivered { get; init; }

    /// <summary>Trials a second, lately.</summary>
    public double Rate { get; init; }

    /// <summary>The bytes to send.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>What bytes say; null where that is nothing.</summary>
    public static MemberStatus? Read(byte[]? bytes)
    {
        try
        {
            var status = bytes is null ? null : JsonSerializer.Deserialize<MemberStatus>(bytes);
            return status is { Role: not null, Id: not null, Version: not null, Tag: not null, Processor: not null, Run: not null, About: not null }
                and { Cores: >= 0 and <= MostCores, Busy: >= 0 and <= MostCores, Total: >= 0, Done: >= 0, Aside: >= 0, Rate: >= 0 and <= MostRate, Seconds: >= 0 and <= MostSeconds } ? status : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

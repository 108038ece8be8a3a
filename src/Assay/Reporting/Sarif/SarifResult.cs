using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assay.Reporting.Notices;

namespace Assay.Reporting.Sarif;

/// <summary>Writes notices as results.</summary>
internal sealed class SarifResult(Utf8JsonWriter json, SarifPlaces places)
{
    private const int FingerprintBytes = 16;

    public void Write(Notice notice)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", notice.Rule);
        json.WriteNumber("ruleIndex", SarifRules.IndexOf(notice.Rule));
        json.WriteString("kind", notice.Kind switch { NoticeKind.Pass => "pass", NoticeKind.Open => "open", _ => "fail" });

        // 3.27.10: whatever is no failure has the level "none".
        json.WriteString("level", notice.Kind switch { NoticeKind.Error => "error", NoticeKind.Warning => "warning", _ => "none" });
        SarifText.WriteMessage(json, "message", notice.Text);
        places.Write(notice);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("assayNotice/v1", Fingerprint(notice));
        json.WriteEndObject();
        if (notice.Claim is not null)
        {
            json.WriteStartObject("properties");
            json.WriteString("claim", notice.Claim);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // The same claim with the same outcome is the same finding, wherever it has moved in its file and whatever the counterexample.
    private string Fingerprint(Notice notice)
    {
        var about = notice.Rule is "problem" or "unusable" ? notice.Text : "";
        var identity = string.Join('\0', places.Address(notice.Place.File), notice.Claim, notice.Rule, about);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, FingerprintBytes));
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Assay.Matrices.Checking;

/// <summary>A part of a report, read with suspicion: every method throws where the part is not of that form.</summary>
/// <param name="Element">The JSON.</param>
/// <param name="Path">Where it stands, from the root on.</param>
internal sealed record ReportNode(JsonElement Element, string Path)
{
    private const int MostDigits = 5_000_000;

    /// <summary>A member that has to be there.</summary>
    /// <exception cref="MalformedReportException">It is missing.</exception>
    public ReportNode this[string name] => Find(name) ?? throw Wrong($"'{name}' is missing.");

    /// <summary>A member; null where it is missing, or null.</summary>
    /// <exception cref="MalformedReportException">This is no object.</exception>
    public ReportNode? Find(string name) => Element.ValueKind != JsonValueKind.Object ? throw Wrong("This is to be an object.")
        : Element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? new ReportNode(member, Path.Length == 0 ? name : $"{Path}.{name}")
        : null;

    /// <summary>The items of a list.</summary>
    /// <exception cref="MalformedReportException">This is no list, or has another length.</exception>
    public IReadOnlyList<ReportNode> Items(int? count = null)
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("This is to be a list.");
        }

        return count is { } expected && Element.GetArrayLength() != expected
            ? throw Wrong(FormattableString.Invariant($"This list has {Element.GetArrayLength():N0} items, and {expected:N0} are expected."))
            : [.. Element.EnumerateArray().Select((item, i) => new ReportNode(item, string.Create(CultureInfo.InvariantCulture, $"{Path}[{i}]")))];
    }

    /// <summary>Yes or no.</summary>
    public bool Flag() => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("This is to be true or false."),
    };

    /// <summary>A number between two.</summary>
    public int Int(int least, int most) => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var value) && least <= value && value <= most ? value
        : throw Wrong(FormattableString.Invariant($"This is to be a whole number from {least} to {most}."));

    /// <summary>Whole numbers between two.</summary>
    public int[] Ints(int least, int most) => [.. Items().Select(item => item.Int(least, most))];

    /// <summary>Distinct places below a count.</summary>
    public int[] Places(int count)
    {
        var places = Ints(0, count - 1);
        return places.Distinct().Count() == places.Length ? places : throw Wrong("A line is named twice.");
    }

    /// <summary>A number as the double nearest to it.</summary>
    public double Double() => Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var value) && double.IsFinite(value) ? value
        : throw Wrong("This is to be a number within the range of doubles.");

    /// <summary>A number, or null for infinity.</summary>
    public double? DoubleOrInfinite() => Element.ValueKind == JsonValueKind.Null ? null : Double();

    /// <summary>A text.</summary>
    public string Text()
    {
        var text = Element.ValueKind == JsonValueKind.String ? Element.GetString()! : throw Wrong("This is to be a text.");
        return text.Length <= MostDigits ? text : throw Wrong(FormattableString.Invariant($"This text has more than {MostDigits:N0} characters."));
    }

    /// <summary>A whole number as text.</summary>
    public BigInteger Whole() => Whole(Text());

    /// <summary>Whole numbers as texts.</summary>
    public BigInteger[] Wholes(int count) => [.. Items(count).Select(item => item.Whole())];

    /// <summary>A whole number or a fraction as text.</summary>
    public Fraction Fraction() => Fraction(Text());

    /// <summary>A whole number or a fraction.</summary>
    public Fraction Fraction(string text) => text.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0
        ? new Fraction(Whole(text[..slash]), Whole(text[(slash + 1)..]) is { Sign: > 0 } denominator ? denominator : throw Wrong("A denominator is to be above zero."))
        : Whole(text);

    /// <summary>Doubles in base64, of eight bytes with the lowest first.</summary>
    public double[] Doubles(int count)
    {
        if (Element.ValueKind != JsonValueKind.String || !Element.TryGetBytesFromBase64(out var bytes))
        {
            throw Wrong("This is to be doubles in base64.");
        }

        if (bytes.Length != (long)count * sizeof(double))
        {
            throw Wrong(FormattableString.Invariant($"This has {bytes.Length:N0} bytes, and {(long)count * sizeof(double):N0} are expected."));
        }

        var doubles = new double[count];
        for (var i = 0; i < count; i++)
        {
            doubles[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)));
        }

        return Array.TrueForAll(doubles, double.IsFinite) ? doubles : throw Wrong("A double is infinite or not a number.");
    }

    /// <summary>What is wrong here.</summary>
    public MalformedReportException Wrong(string message) => new(Path.Length == 0 ? "report" : Path, message);

    private BigInteger Whole(string text) => BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw Wrong("This is to be a whole number.");
}

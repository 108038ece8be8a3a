using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Assay.Server.Web;

/// <summary>Reads the document of a request, within limits.</summary>
internal static class Submission
{
    // In JSON a character may take six bytes.
    private const int MostPerByte = 6;
    private const int Around = 64;
    private const int LongestClient = 64;

    /// <summary>The document, or null when the request was refused and answered.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">The most bytes of UTF-8.</param>
    public static async Task<string?> ReadAsync(HttpContext context, int most)
    {
        if (!context.Request.HasJsonContentType())
        {
            await Reply.Error(context, StatusCodes.Status415UnsupportedMediaType, "Send JSON: {\"text\": \"...\"}.").ConfigureAwait(false);
            return null;
        }

        var body = await BodyAsync(context.Request, (most * MostPerByte) + Around, context.RequestAborted).ConfigureAwait(false);
        var (status, reason, text) = body is null ? TooLarge(most) : Understand(body, most);
        if (reason is not null)
            await Reply.Error(context, status, reason).ConfigureAwait(false);
        return text;
    }

    /// <summary>Who asks: an address, and on this machine one of the tabs, so that these take turns too.</summary>
    public static string Client(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var tab = context.Request.Headers["Assay-Tab"].ToString();
        return IPAddress.IsLoopback(address) ? $"{address} {tab[..Math.Min(tab.Length, LongestClient)]}" : address.ToString();
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request, int most, CancellationToken cancellation)
    {
        if (request.ContentLength > most)
            return null;
        var body = new ArrayBufferWriter<byte>();
        while (await request.Body.ReadAsync(body.GetMemory(16 << 10), cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            body.Advance(count);
            if (body.WrittenCount > most)
                return null;
        }

        return body.WrittenSpan.ToArray();
    }

    private static (int Status, string? Reason, string? Text) Understand(byte[] body, int most)
    {
        string? text;
        try
        {
            text = JsonSerializer.Deserialize(body, MessageJson.Default.TextMessage)?.Text;
        }
        catch (JsonException)
        {
            return (StatusCodes.Status400BadRequest, "This is not JSON of the form {\"text\": \"...\"}.", null);
        }

        if (string.IsNullOrWhiteSpace(text))
            return (StatusCodes.Status400BadRequest, "There is no text. Write a claim, or take an example.", null);
        if (Encoding.UTF8.GetByteCount(text) > most)
            return TooLarge(most);
        if (text.Contains('\0', StringComparison.Ordinal) || !IsWhole(text))
            return (StatusCodes.Status400BadRequest, "The text holds what is no character: NUL, or half of a pair.", null);
        return (StatusCodes.Status200OK, null, text);
    }

    private static (int Status, string? Reason, string? Text) TooLarge(int most) =>
        (StatusCodes.Status413PayloadTooLarge, $"The text is larger than {most >> 10} KB, the most this page takes. Shorten it, or use 'assay check'.", null);

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}

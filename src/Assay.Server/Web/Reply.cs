using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Assay.Server.Web;

/// <summary>Writes answers.</summary>
internal static class Reply
{
    /// <summary>Answers with JSON.</summary>
    public static Task Json<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, type), context.RequestAborted).AsTask();
    }

    /// <summary>Says why something is refused: on a page where somebody opened the address in a browser, else as JSON.</summary>
    public static Task Error(HttpContext context, int status, string message) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true)
            ? Page(context, status, message)
            : Json(context, new ErrorMessage(message), MessageJson.Default.ErrorMessage, status);

    private static Task Page(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Assay: nothing to show</title>
            <link rel="icon" href="/page/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/page/assay.css">
            </head>
            <body>
            <main>
            <h1>Nothing to show</h1>
            <p>{WebUtility.HtmlEncode(message)}</p>
            <p><a href="/">Write a claim and run it</a></p>
            </main>
            </body>
            </html>
            """,
            context.RequestAborted);
    }

    /// <summary>Says that there is no such thing.</summary>
    public static Task NotFound(HttpContext context) => Error(context, StatusCodes.Status404NotFound, "There is nothing at this address.");
}

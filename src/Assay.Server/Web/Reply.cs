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

    /// <summary>Says why something is refused.</summary>
    public static Task Error(HttpContext context, int status, string message) =>
        Json(context, new ErrorMessage(message), MessageJson.Default.ErrorMessage, status);

    /// <summary>Says that there is no such thing.</summary>
    public static Task NotFound(HttpContext context) => Error(context, StatusCodes.Status404NotFound, "There is nothing here.");
}

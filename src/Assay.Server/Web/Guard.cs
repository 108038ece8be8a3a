using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Assay.Server.Web;

/// <summary>
/// Looks at every request before anything else does: a page of somebody else, open in the same browser, must neither read from this
/// server nor make it work.
/// </summary>
/// <param name="address">The address the server listens on.</param>
internal sealed class Guard(IPAddress address)
{
    // Scripts, styles and data come from here alone; drawings are in the page itself; nothing frames it.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Lets a request through, or refuses it.</summary>
    public Task Pass(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        var request = context.Request;
        if (!IsOurName(request.Host.Host))
            return Reply.Error(context, StatusCodes.Status421MisdirectedRequest, $"'{request.Host.Host}' is no name of this server. Open the address that it printed.");
        if (IsForeign(request))
            return Reply.Error(context, StatusCodes.Status403Forbidden, "Only the page of this server itself may ask this.");
        return next(context);
    }

    // A name that somebody else may point here at will (DNS rebinding) is not ours; an address cannot be pointed anywhere.
    private bool IsOurName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var named) && (!IPAddress.IsLoopback(address) || IPAddress.IsLoopback(named)))
        || (!IPAddress.IsLoopback(address) && host.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase));

    // The page and what it is made of may be asked for by a link anywhere; all else by the page alone.
    private static bool IsForeign(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && HttpMethods.IsGet(request.Method))
            return false;
        var site = request.Headers["Sec-Fetch-Site"];
        if (!StringValues.IsNullOrEmpty(site) && site != "same-origin" && site != "none")
            return true;
        var origin = request.Headers.Origin;
        return !StringValues.IsNullOrEmpty(origin) && origin != $"{request.Scheme}://{request.Host}";
    }
}

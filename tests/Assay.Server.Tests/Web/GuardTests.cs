using System.Net;
using Assay.Server.Web;
using Microsoft.AspNetCore.Http;

namespace Assay.Server.Tests.Web;

public sealed class GuardTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost", true)]
    [InlineData("127.0.0.1", "[::1]", true)]
    [InlineData("127.0.0.1", "192.168.1.20", false)]
    [InlineData("127.0.0.1", "localhost.elsewhere.example", false)]
    [InlineData("0.0.0.0", "192.168.1.20", true)]
    [InlineData("192.168.1.20", "[fe80::1]", true)]
    [InlineData("192.168.1.20", "elsewhere.example", false)]
    public async Task A_name_that_others_can_point_here_is_not_ours(string bound, string host, bool passes)
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = ("GET", "http", new HostString(host), "/");
        var passed = false;
        await new Guard(IPAddress.Parse(bound)).Pass(context, _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });
        Assert.Equal(passes, passed);
        Assert.Equal(passes ? 200 : 421, context.Response.StatusCode);
    }
}

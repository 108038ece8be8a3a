using System.Net;
using System.Text;

namespace Assay.Server.Tests;

public sealed class RefusalTests(SharedServer server)
{
    [Fact]
    public async Task A_text_that_is_too_large_is_refused()
    {
        using var answer = await server.Client.Post("/api/runs", new string('x', 300_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("larger than 256 KB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var larger = await server.Client.Post("/api/look", new string('x', 3_000_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, larger.StatusCode);
    }

    [Theory]
    [InlineData("{\"text\": \"\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\": null}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\": \"a\\u0000b\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\": \"a\\ud800b\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[[[[[[", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("text=x", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("{\"text\": \"x\"}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_is_no_submission_is_refused(string body, string type, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = new StringContent(body, Encoding.UTF8, type) };
        using var answer = await server.Client.Send(request);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Host", "elsewhere.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("Host", "127.0.0.1.elsewhere.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("Host", "10.0.0.1", HttpStatusCode.MisdirectedRequest)]
    public async Task Pages_of_others_can_make_it_do_nothing(string header, string value, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = new StringContent("{\"text\": \"x\"}", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await server.Client.Send(request);
        Assert.Equal(status, answer.StatusCode);
        using var reading = new HttpRequestMessage(HttpMethod.Get, "/api/runs");
        reading.Headers.TryAddWithoutValidation(header, value);
        using var read = await server.Client.Send(reading);
        Assert.Equal(status, read.StatusCode);
    }

    [Theory]
    [InlineData("/page/..%2f..%2fassay.dll")]
    [InlineData("/page/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/page/..\\..\\assay.dll")]
    [InlineData("/page//etc/passwd")]
    [InlineData("/assay.dll")]
    [InlineData("/api/runs/..%2f..%2fhistory.db")]
    [InlineData("/api/runs/history.db")]
    [InlineData("/api/runs/' OR 1=1 --")]
    [InlineData("/api/nothing")]
    public async Task A_path_that_names_nothing_finds_nothing(string path)
    {
        using var answer = await server.Client.Get(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/api/nothing")]
    [InlineData("/page/nothing.js")]
    public async Task An_unknown_address_is_a_page_for_browsers_and_JSON_for_programs(string path)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, path);
        asked.Headers.Add("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        using var page = await server.Client.Send(asked);
        using var json = await server.Client.Get(path);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, json.StatusCode));
        Assert.Equal(("text/html", "application/json"), (page.Content.Headers.ContentType!.MediaType, json.Content.Headers.ContentType!.MediaType));
        Assert.Contains("There is nothing at this address.", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("<a href=\"/\">", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_page_shows_of_a_request_is_no_markup()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Host", "<b>x");
        using var answer = await server.Client.Send(request);
        Assert.DoesNotContain("<b>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/runs/abcdefgh23456789", "text/html; charset=utf-8")]
    [InlineData("/page/app.js", "text/javascript; charset=utf-8")]
    [InlineData("/page/assay.css", "text/css; charset=utf-8")]
    public async Task The_page_is_made_of_its_own_files_and_says_so(string path, string type)
    {
        using var answer = await server.Client.Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("https://", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

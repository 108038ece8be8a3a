namespace Assay.Server.Tests;

/// <summary>The page in a real browser, where there is one.</summary>
public sealed class PageTests(SharedServer server)
{
    private const int Tab = 9;
    private const int Enter = 13;

    public static bool HasBrowser => Chromium.Program is not null;

    [Theory(Timeout = ServedTool.Timeout, Skip = "Chromium is not installed.", SkipUnless = nameof(HasBrowser))]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task From_an_example_to_a_verdict_all_can_be_read(int width)
    {
        await using var browser = await Chromium.StartAsync(width, 844);
        await browser.Open(server.Client.Address);
        await ExamineInBothSchemes(browser);
        await browser.Value("document.querySelectorAll('#example_list button')[3].click()");
        await browser.Value("document.getElementById('run_button').click()");
        await browser.Until("document.getElementById('said').textContent === '2 claims: 1 proved, 1 refuted.'");
        await browser.Value("document.querySelectorAll('#report details').forEach(details => { details.open = true; })");
        await browser.Until("[...document.images].every(image => image.complete && image.naturalWidth > 0)");
        Assert.True((await browser.Value("document.querySelectorAll('#report .drawing img').length")).GetInt32() > 0);
        await ExamineInBothSchemes(browser);
    }

    [Fact(Timeout = ServedTool.Timeout, Skip = "Chromium is not installed.", SkipUnless = nameof(HasBrowser))]
    public async Task The_keyboard_alone_leads_from_the_page_to_a_verdict_and_back_to_its_place()
    {
        await using var browser = await Chromium.StartAsync(1280, 900);
        await browser.Open(server.Client.Address);
        await Reach(browser, "document.activeElement.textContent === 'Sorting kernel'");
        await browser.Press("Enter", Enter);
        await browser.Until("document.getElementById('text_field').value.includes('asm Short')");
        await Reach(browser, "document.activeElement.id === 'text_field'");
        await browser.Press("Enter", Enter, isControl: true);
        await browser.Until("document.querySelectorAll('#report .claim').length === 2 && document.getElementById('said').textContent.startsWith('2 claims')");
        Assert.Equal("text_field", (await browser.Value("document.activeElement.id")).GetString());
        await Reach(browser, "document.activeElement.tagName === 'SUMMARY'");
        Assert.NotEqual("none", (await browser.Value("getComputedStyle(document.activeElement).outlineStyle")).GetString());
        await browser.Press("Enter", Enter);
        await browser.Until("document.querySelector('#report details').open");
        Assert.Empty(browser.Complaints);
    }

    [Fact(Timeout = ServedTool.Timeout, Skip = "Chromium is not installed.", SkipUnless = nameof(HasBrowser))]
    public async Task What_has_to_be_repaired_is_listed_and_leads_to_its_place()
    {
        await using var browser = await Chromium.StartAsync(1280, 900);
        await browser.Open(server.Client.Address);
        await Write(browser, "# T\n\n```claim c\nfor-all: int x\nclaim:   y == x\n```\n");
        await browser.Until("document.querySelectorAll('#problem_list button').length === 1");
        Assert.Contains("'y'", (await browser.Value("document.getElementById('problem_list').textContent")).GetString(), StringComparison.Ordinal);
        await browser.Value("document.querySelector('#problem_list button').click()");
        Assert.Equal("y", (await browser.Value("(f => f.value[f.selectionStart])(document.activeElement)")).GetString());
        await Examine(browser);
    }

    [Fact(Timeout = ServedTool.Timeout, Skip = "Chromium is not installed.", SkipUnless = nameof(HasBrowser))]
    public async Task What_the_user_wrote_comes_back_after_an_example()
    {
        await using var browser = await Chromium.StartAsync(1280, 900);
        await browser.Open(server.Client.Address);
        Assert.True((await browser.Value("document.getElementById('back_button').hidden")).GetBoolean());
        await Write(browser, "My own words.\n");
        await Choose(browser, 1);
        await browser.Value("document.getElementById('text_field').focus()");
        await browser.Value("document.execCommand('undo')");
        Assert.Equal("My own words.\n", (await browser.Value("document.getElementById('text_field').value")).GetString());

        await Choose(browser, 2);
        await Choose(browser, 3);
        await browser.Open(server.Client.Address);
        await browser.Value("document.getElementById('back_button').click()");
        Assert.Equal("My own words.\n", (await browser.Value("document.getElementById('text_field').value")).GetString());
        await Choose(browser, 1);
        await browser.Value("document.getElementById('back_button').click()");
        Assert.Equal("My own words.\n", (await browser.Value("document.getElementById('text_field').value")).GetString());
        Assert.Empty(browser.Complaints);
    }

    [Fact(Timeout = ServedTool.Timeout, Skip = "Chromium is not installed.", SkipUnless = nameof(HasBrowser))]
    public async Task A_statement_alone_is_made_a_claim_at_a_click()
    {
        await using var browser = await Chromium.StartAsync(1280, 900);
        await browser.Open(server.Client.Address);
        await Write(browser, "(a + b) / 2 <= b && 7 == 7");
        await browser.Until("!document.getElementById('draft_offer').hidden");
        await ExamineInBothSchemes(browser);
        await browser.Value("document.querySelector('#draft_offer button').click()");
        await browser.Until("document.getElementById('problem_count').textContent === '1 claim, nothing to repair.' && document.getElementById('draft_offer').hidden");
        await browser.Value("document.getElementById('run_button').click()");

        // Wherever in the list it stands: other tests decide claims on the same server.
        await browser.Until("""
            [...document.querySelectorAll('#past_list > li')].some(item => item.querySelector('a').textContent === '(a + b) / 2 <= b && 7 == 7'
              && item.querySelector('.outcomes').textContent.includes('refuted my-claim: a = '))
            """);
        Assert.Empty(browser.Complaints);
    }

    [Fact(Timeout = ServedTool.Timeout, Skip = "Chromium is not installed.", SkipUnless = nameof(HasBrowser))]
    public async Task A_page_that_is_loaded_again_finds_its_run_going_on_and_can_stop_it()
    {
        await using var browser = await Chromium.StartAsync(1280, 900);
        await browser.Open(server.Client.Address);
        await Write(browser, AssayClient.Small(7) + AssayClient.Slow);
        await browser.Value("document.getElementById('run_button').click()");
        await browser.Until("location.pathname.startsWith('/runs/')");
        var address = new Uri((await browser.Value("location.href")).GetString()!);
        await browser.Open(address);
        await browser.Until("!document.getElementById('stop_button').hidden && document.querySelectorAll('#report .claim').length === 1");
        await using var other = await Chromium.StartAsync(390, 844);
        await other.Open(address);
        await other.Until("!document.getElementById('going').hidden && document.querySelectorAll('#report .claim').length === 1");
        await browser.Value("document.getElementById('stop_button').click()");
        foreach (var tab in new[] { browser, other })
            await tab.Until("document.getElementById('said').textContent === '1 claim: 1 proved. It was stopped before the end.'");
    }

    [Fact(Timeout = ServedTool.Timeout, Skip = "Chromium is not installed.", SkipUnless = nameof(HasBrowser))]
    public async Task A_link_holds_the_claim_itself_and_runs_nothing()
    {
        await using var browser = await Chromium.StartAsync(1280, 900);
        await browser.Open(server.Client.Address);
        const string Text = "# Größe ≤ 3 👍\n\n```claim c\nfor-all: int x\nclaim: x == x\n```\n";
        await Write(browser, Text);
        var link = (await browser.Value("import('/page/sharing.js').then(sharing => sharing.linkOf(document.getElementById('text_field').value))")).GetString()!;
        await browser.Open(new Uri("about:blank#"), isPage: false);
        await browser.Open(new Uri(link));
        Assert.Equal(Text, (await browser.Value("document.getElementById('text_field').value")).GetString());
        Assert.Equal("This claim came with the link. Read it, and run it.", (await browser.Value("document.getElementById('said').textContent")).GetString());
        await browser.Value("location.hash = '#claim=AAAA'");
        await browser.Until("document.getElementById('said').textContent === 'The claim in this link is damaged or too large.'");
        Assert.Empty(browser.Complaints);
    }

    [Fact(Timeout = ServedTool.Timeout, Skip = "Chromium is not installed.", SkipUnless = nameof(HasBrowser))]
    public async Task Markup_in_a_text_runs_nothing_in_the_browser_either()
    {
        await using var browser = await Chromium.StartAsync(1280, 900);
        await browser.Open(server.Client.Address);
        await Write(browser, "# <script>window.hit = 1</script>\n\n<img src=x onerror='window.hit = 1'>\n\n```claim c\nsays: </script><script>window.hit = 1</script>\nfor-all: int x\nclaim: x == x\n```\n");
        await browser.Value("document.getElementById('run_button').click()");
        await browser.Until("document.querySelectorAll('#report .claim').length === 1 && document.getElementById('said').textContent.startsWith('1 claim')");
        Assert.Equal("undefined", (await browser.Value("typeof window.hit")).GetString());
        Assert.Empty(browser.Complaints);
    }

    private static async Task Write(Chromium browser, string text) => await browser.Value(
        $"(f => {{ f.value = {System.Text.Json.JsonSerializer.Serialize(text)}; f.dispatchEvent(new Event('input')); }})(document.getElementById('text_field'))");

    private static async Task Choose(Chromium browser, int example)
    {
        await browser.Value($"document.querySelectorAll('#example_list button')[{example}].click()");
        Assert.NotEqual("My own words.\n", (await browser.Value("document.getElementById('text_field').value")).GetString());
        Assert.False((await browser.Value("document.getElementById('back_button').hidden")).GetBoolean());
    }

    private static async Task Reach(Chromium browser, string condition)
    {
        for (var i = 0; i < 60; i++)
        {
            if ((await browser.Value(condition)).ValueKind == System.Text.Json.JsonValueKind.True)
                return;
            await browser.Press("Tab", Tab);
        }

        Assert.Fail($"The keyboard never leads to: {condition}");
    }

    private static async Task ExamineInBothSchemes(Chromium browser)
    {
        foreach (var isDark in new[] { true, false })
        {
            await browser.Prefer(isDark);
            await Examine(browser);
        }
    }

    private static async Task Examine(Chromium browser)
    {
        Assert.Equal("[]", (await browser.Value($"JSON.stringify({PageExamination.Script})")).GetString());
        Assert.Empty(browser.Complaints);
    }
}

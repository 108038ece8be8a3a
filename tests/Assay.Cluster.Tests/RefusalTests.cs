using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Assay.Cluster.Coordination;
using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.TestSupport;
using Assay.TrialHost;
using Assay.Trials;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Tests;

public class RefusalTests
{
    [Fact]
    public async Task Where_no_server_is_the_message_says_so()
    {
        var exception = await Assert.ThrowsAsync<ClusterException>(() => Open("nats://someone:secret@127.0.0.1:1"));

        Assert.Equal("No NATS server answers at nats://127.0.0.1:1.", exception.Message);
        Assert.Equal("See whether name and port are right. Start one: nats-server --jetstream --store_dir FOLDER", exception.Advice);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Wrong_credentials_are_named_and_not_shown()
    {
        using var server = new NatsServer("authorization { user: worker, password: right }");

        var exception = await Assert.ThrowsAsync<ClusterException>(() => Open($"nats://worker:hidden@127.0.0.1:{server.Port}"));

        Assert.Equal($"nats://127.0.0.1:{server.Port} does not let us in.", exception.Message);
        Assert.DoesNotContain("hidden", exception.ToString(), StringComparison.Ordinal);
        await using var link = await Open($"nats://worker:right@127.0.0.1:{server.Port}");
        Assert.Equal($"nats://127.0.0.1:{server.Port}", link.Server);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Streams_of_another_version_are_left_alone()
    {
        using var server = new NatsServer();
        await using (var link = await Open(server.Url))
        {
            var stream = await link.Streams.GetStreamAsync(Layout.Trials);
            await stream.UpdateAsync(stream.Info.Config with { Description = "assay layout 0" });
        }

        var exception = await Assert.ThrowsAsync<ClusterException>(() => Open(server.Url));

        Assert.Equal($"The stream ASSAY_TRIALS on {server.Url} is of another version of Assay: it says 'assay layout 0', and this version works with 'assay layout 2'.", exception.Message);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_server_that_takes_short_messages_only_is_refused()
    {
        using var server = new NatsServer("max_payload: 8192");

        Assert.Equal($"{server.Url} takes messages of up to 8192 bytes, and trials need 278528.", (await Assert.ThrowsAsync<ClusterException>(() => Open(server.Url))).Message);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_server_without_streams_is_told_from_none()
    {
        using var server = new NatsServer(hasStreams: false);

        Assert.Equal($"{server.Url} has no JetStream.", (await Assert.ThrowsAsync<ClusterException>(() => Open(server.Url))).Message);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task Over_TLS_a_certificate_is_trusted_by_its_authority_only()
    {
        using var folder = new TemporaryFolder();
        var (certificate, key) = Certificate(folder);
        using var server = new NatsServer($"tls {{ cert_file: \"{certificate}\", key_file: \"{key}\" }}");
        var address = new ClusterAddress($"tls://localhost:{server.Port}");

        Assert.Equal($"No secure connection to tls://localhost:{server.Port} comes about.", (await Assert.ThrowsAsync<ClusterException>(() => ClusterLink.OpenAsync(address, "test", CancellationToken.None))).Message);
        await using var link = await ClusterLink.OpenAsync(address with { Authority = certificate }, "test", CancellationToken.None);
        Assert.Equal(address.Url, link.Server);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_server_that_asks_for_a_certificate_is_told_from_none()
    {
        using var folder = new TemporaryFolder();
        using var others = new TemporaryFolder();
        var (certificate, key) = Certificate(folder);
        var (_, otherKey) = Certificate(others);
        using var server = new NatsServer($"tls {{ cert_file: \"{certificate}\", key_file: \"{key}\", ca_file: \"{certificate}\", verify: true }}");
        var address = new ClusterAddress($"tls://localhost:{server.Port}") { Authority = certificate };

        Assert.Equal($"{address.Url} does not take our certificate, or asks for one and gets none.", await Message(address));
        Assert.Equal($"'{otherKey}' is not the key of the certificate '{certificate}'.", await Message(address with { Certificate = certificate, Key = otherKey }));
        await using var link = await ClusterLink.OpenAsync(address with { Certificate = certificate, Key = key }, "test", CancellationToken.None);
        Assert.Equal(address.Url, link.Server);

        static async Task<string> Message(ClusterAddress address) => (await Assert.ThrowsAsync<ClusterException>(() => ClusterLink.OpenAsync(address, "test", CancellationToken.None))).Message;
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_server_without_TLS_is_told_from_one_that_is_not_trusted()
    {
        using var server = new NatsServer();
        var address = $"tls://127.0.0.1:{server.Port}";

        Assert.Equal($"{address} offers no secure connection.", (await Assert.ThrowsAsync<ClusterException>(() => Open(address))).Message);
    }

    [Theory]
    [InlineData("'{0}' is no credentials file.", true, false, false, false)]
    [InlineData("'{0}' holds no certificate.", false, true, false, false)]
    [InlineData("'{0}' holds no certificate.", false, false, true, true)]
    [InlineData("--tls-cert and --tls-key belong together.", false, false, false, true)]
    public async Task Files_that_are_something_else_are_named(string message, bool isCredentials, bool isAuthority, bool isCertificate, bool isKey)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("other.txt", "-----BEGIN NOTHING-----");
        string? If(bool isThis) => isThis ? file : null;
        var address = new ClusterAddress("nats://127.0.0.1:1") { Credentials = If(isCredentials), Authority = If(isAuthority), Certificate = If(isCertificate), Key = If(isKey) };

        var exception = await Assert.ThrowsAsync<ClusterException>(() => ClusterLink.OpenAsync(address, "test", CancellationToken.None));

        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, message, file), exception.Message);
    }

    [Fact]
    public async Task A_credentials_file_that_is_missing_is_named()
    {
        var exception = await Assert.ThrowsAsync<ClusterException>(() => ClusterLink.OpenAsync(new ClusterAddress("nats://127.0.0.1:1") { Credentials = "no.creds" }, "test", CancellationToken.None));

        Assert.Equal("There is no credentials file 'no.creds'.", exception.Message);
    }

    [Theory]
    [InlineData("nats://me:pass@host:4222", "nats://host:4222")]
    [InlineData("nats://me:p@ss@host:4222,tls://token@other", "nats://host:4222,tls://other")]
    [InlineData("nats://me:p/a@host:4222", "nats://host:4222")]
    [InlineData("nats://me:pa@ss/word@host:4222", "nats://host:4222")]
    [InlineData("nats://me:secret,x@host:4222", "nats://host:4222")]
    [InlineData("nats://me:1,2,3@host:4222, tls://a,b@other", "nats://host:4222,tls://other")]
    [InlineData("nats://one:4222,two:4222", "nats://one:4222,two:4222")]
    [InlineData("nats://host:4222", "nats://host:4222")]
    public void A_shown_address_has_no_credentials(string url, string shown) => Assert.Equal(shown, new ClusterAddress(url).Shown);

    [Theory]
    [InlineData("nats://host:4222", "nats://host:4222 --creds FILE --tls-ca FILE --tls-cert FILE --tls-key FILE")]
    [InlineData("tls://me:se/cr,et@one,tls://two", "tls://USER:PASSWORD@one,tls://two --creds FILE --tls-ca FILE --tls-cert FILE --tls-key FILE")]
    [InlineData("nats://secret@host", "nats://TOKEN@host --creds FILE --tls-ca FILE --tls-cert FILE --tls-key FILE")]
    public void How_to_join_names_all_that_lets_one_in_and_nothing_of_it(string url, string joining) =>
        Assert.Equal(joining, new ClusterAddress(url) { Credentials = "secret.creds", Authority = "ca.pem", Certificate = "our.pem", Key = "our.key" }.Joining);

    [Fact]
    public void How_to_join_without_files_is_the_address() => Assert.Equal("nats://host:4222", new ClusterAddress("nats://host:4222").Joining);

    [Theory]
    [InlineData("nats://me:pass@host:4222", null)]
    [InlineData("nats://me:p%40s%2Cs%2F@host:4222", null)]
    [InlineData("nats://one:4222,tls://two", null)]
    [InlineData("nats://me:p@ss@host:4222", "The URL of 'nats://host:4222' cannot be read. In a user name, password or token write all but letters and digits as % and two digits: %40 for @, %23 for #, %25 for %.")]
    [InlineData("nats://me:pa@ss/word@host:4222", "The URL of 'nats://host:4222' cannot be read. In a user name, password or token write all but letters and digits as % and two digits: %40 for @, %23 for #, %25 for %.")]
    [InlineData("nats://me:12,x@host:4222", "The URL of 'nats://host:4222' cannot be read. In a user name, password or token write all but letters and digits as % and two digits: %40 for @, %23 for #, %25 for %.")]
    [InlineData("127.0.0.1:4822", "'127.0.0.1:4822' is no address of a NATS server. Write for example: nats://127.0.0.1:4822")]
    [InlineData("http://host", "'http://host' is no address of a NATS server. Write for example: nats://host:4222")]
    public void What_is_wrong_with_an_address_is_said_without_what_is_secret(string url, string? problem) => Assert.Equal(problem, ClusterAddress.Problem(url));

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_worker_of_another_version_refuses_and_says_why()
    {
        using var server = new NatsServer();
        using var worker = ClusterProgram.Worker(server, 1, "older");
        await using var coordinator = await Coordinator.JoinAsync(server);

        var outcome = Assert.IsType<SetAside>(Assert.Single(await coordinator.RunAllAsync([TestTrials.Waiting(1, 1)])));

        Assert.Contains($"refused it. It is of version test, build {Coordinator.Identity.Tag}, and this worker is of version older, build {Coordinator.Identity.Tag}.", outcome.Reason, StringComparison.Ordinal);
        Assert.Contains("event=refused", worker.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_damaged_trial_is_refused_and_a_damaged_result_is_made_again()
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        List<Trial> trials = [TestTrials.Waiting(1, 1), TestTrials.Waiting(2, 1)];
        var keys = trials.ConvertAll(trial => trial.KeyFor(TestTrials.Kinds.Build));
        var run = new RunState(trials, Coordinator.Identity.Build).Run;
        var blobs = new Blobs(coordinator.Link);

        // The first trial's message holds something else; the second one's result does.
        var (headers, _) = await TrialMessage.WriteAsync(trials[0], keys[0], Coordinator.Identity, blobs, CancellationToken.None);
        await coordinator.Link.PutAsync(Subjects.Trial(Coordinator.Identity.Tag, run, keys[0], "0"), trials[1].Input, headers, CancellationToken.None);
        var (wrong, body) = await ResultMessage.WriteAsync(keys[1], trials[1], new Completed(new byte[] { 1, 2 }), TimeSpan.Zero, "somebody", Coordinator.Identity, blobs, CancellationToken.None);
        await coordinator.Link.PutAsync(Subjects.Result(run, keys[1]), (byte[])[.. body.Span[..^1], 3], wrong, CancellationToken.None);

        // What was set aside before a run would be tried again.
        var running = coordinator.RunAllAsync(trials);
        await coordinator.UntilQueuedAsync(trials.Count);
        using var worker = ClusterProgram.Worker(server, 1);
        var outcomes = await running;

        Assert.Contains("The message is damaged: its key is that of something else.", Assert.IsType<SetAside>(outcomes[0]).Reason, StringComparison.Ordinal);
        Assert.Equal(((Completed)(await Coordinator.LocalAsync(trials))[1]).Result.ToArray(), Assert.IsType<Completed>(outcomes[1]).Result.ToArray());
        Assert.Contains("A result of somebody was damaged on its way, or is of another trial or build; the trial is done again.", coordinator.Said);
    }

    // A sound message in the wrong place: nothing but what it says of itself tells. A trial that was set aside did not fail in place of another.
    [Theory(Timeout = NatsServer.Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_outcome_of_another_trial_does_not_count(bool isDone)
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        List<Trial> trials = [TestTrials.Waiting(1, 1), TestTrials.Waiting(2, 1)];
        var keys = trials.ConvertAll(trial => trial.KeyFor(TestTrials.Kinds.Build));
        TrialOutcome outcome = isDone ? new Completed(new byte[] { 1, 2 }) : new SetAside("It took longer.", "");
        var (headers, body) = await ResultMessage.WriteAsync(
            keys[0], trials[0], outcome, TimeSpan.Zero, "somebody", Coordinator.Identity, new Blobs(coordinator.Link), CancellationToken.None);
        await coordinator.Link.PutAsync(Subjects.Result(new RunState(trials, Coordinator.Identity.Build).Run, keys[1]), body, headers, CancellationToken.None);
        using var worker = ClusterProgram.Worker(server, 1);
        var outcomes = await coordinator.RunAllAsync(trials);

        Assert.Equal(((Completed)(await Coordinator.LocalAsync(trials))[1]).Result.ToArray(), Assert.IsType<Completed>(outcomes[1]).Result.ToArray());
        Assert.Contains("A result of somebody was damaged on its way, or is of another trial or build; the trial is done again.", coordinator.Said);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_trial_whose_results_are_never_sound_is_set_aside()
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        List<Trial> trials = [TestTrials.Waiting(1, 1)];
        var keys = trials.ConvertAll(trial => trial.KeyFor(TestTrials.Kinds.Build));
        var (headers, _) = await ResultMessage.WriteAsync(
            keys[0], trials[0], new Completed(new byte[] { 1 }), TimeSpan.Zero, "somebody", Coordinator.Identity, new Blobs(coordinator.Link), CancellationToken.None);
        var running = coordinator.RunAllAsync(trials);
        while (!running.IsCompleted)
        {
            try
            {
                await coordinator.Link.PutAsync(Subjects.Result(new RunState(trials, Coordinator.Identity.Build).Run, keys[0]), new byte[] { 2 }, headers, CancellationToken.None);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The one before is still there.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal("3 results of it came damaged or were of another trial or build, the last from somebody.", Assert.IsType<SetAside>(Assert.Single(await running)).Reason);
    }

    // All that tells trials apart, one at a time; inputs that are long are compared by their digests.
    [Theory]
    [InlineData(3, true)]
    [InlineData(100_000, true)]
    [InlineData(3, false)]
    [InlineData(100_000, false)]
    public async Task An_outcome_is_one_of_its_trial_and_its_build_only(int length, bool isDone)
    {
        var trial = new Trial("kind", new byte[length]);
        byte[] changed = [.. new byte[length - 1], 1], result = [7, 0, 9];
        TrialOutcome outcome = isDone ? new Completed(result) : new SetAside("Because.", "log");
        var (headers, body) = await ResultMessage.WriteAsync("key", trial, outcome, TimeSpan.Zero, "somebody", Coordinator.Identity, null!, CancellationToken.None);
        Assert.True(body.Length < 2000);

        var read = (await ReadAsync(trial))!.Value.Outcome;
        Assert.Equal(isDone ? result : null, (read as Completed)?.Result.ToArray());
        Assert.Equal(isDone ? null : outcome, read as SetAside);
        Assert.Null(await ReadAsync(trial with { Kind = "other" }));
        Assert.Null(await ReadAsync(trial with { Input = changed }));
        Assert.Null(await ReadAsync(trial with { Input = new byte[length - 1] }));
        Assert.Null(await ReadAsync(trial with { Input = (byte[])[.. new byte[length], 7] }));
        Assert.Null(await ReadAsync(trial, "another key"));
        Assert.Equal(isDone, await ReadAsync(trial, build: new Identity("test", "another build")) is null);
        headers.Remove("Assay-Kind");
        Assert.True(!isDone || await ReadAsync(trial) is null);

        ValueTask<(TrialOutcome Outcome, TimeSpan Elapsed)?> ReadAsync(Trial of, string key = "key", Identity? build = null) =>
            ResultMessage.ReadAsync(key, of, build ?? Coordinator.Identity, headers, body.ToArray(), null!, CancellationToken.None);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"Reason\":\"r\"}")]
    public async Task A_trial_that_was_set_aside_for_no_reason_was_not(string json)
    {
        var (headers, _) = await ResultMessage.WriteAsync("key", null, new SetAside("r", ""), TimeSpan.Zero, "somebody", Coordinator.Identity, null!, CancellationToken.None);
        var body = System.Text.Encoding.UTF8.GetBytes(json);
        headers["Assay-Digest"] = Convert.ToHexStringLower(SHA256.HashData(body));

        Assert.Null(await ResultMessage.ReadAsync("key", TestTrials.Waiting(1, 1), Coordinator.Identity, headers, body, null!, CancellationToken.None));
    }

    [Fact]
    public void Headers_of_another_layout_or_processor_are_refused()
    {
        var own = Coordinator.Identity;
        var (layout, processor) = (own.Headers(), own.Headers());
        layout["Assay-Layout"] = "0";
        processor["Assay-Processor"] = "x64 128";

        Assert.Null(own.Refuses(own.Headers()));
        Assert.Equal("It is of layout '0', and this worker takes layout 2.", own.Refuses(layout));
        Assert.Equal($"It is for processors with 'x64 128', and this worker has '{TrialBuild.Processor}'.", own.Refuses(processor));
    }

    private static (string Certificate, string Key) Certificate(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return (folder.Write("server.pem", made.ExportCertificatePem()), folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem()));
    }

    private static Task<ClusterLink> Open(string url) => ClusterLink.OpenAsync(new ClusterAddress(url), "test", CancellationToken.None);
}

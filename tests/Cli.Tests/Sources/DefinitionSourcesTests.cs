using Orkestra.Cli.Sources;
using Orkestra.Katalog.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Sources;

/// <summary>What definitions may read, and what they may not.</summary>
public sealed class DefinitionSourcesTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_URL_is_read_and_what_it_refers_to_is_read_from_beside_it()
    {
        await using var server = await WebServer.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["/a/katalog.yaml"] = "one", ["/a/crd.yaml"] = "two" });

        var main = await ReadAsync($"{server.Address}/a/katalog.yaml");
        var crd = await ReadAsync("./crd.yaml", main.Reference);

        (main.Text, crd.Text, crd.Reference).ShouldBe(("one", "two", $"{server.Address}/a/crd.yaml"));
    }

    [Theory]
    [InlineData("/etc/hostname", "404")]
    [InlineData("file:///etc/hostname", "refers only to URLs")]
    [InlineData("$HOME", "404")]
    public async Task A_downloaded_file_reads_nothing_of_this_machine(string reference, string reason)
    {
        await using var server = await WebServer.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal));

        (await RefusedAsync(reference, $"{server.Address}/katalog.yaml")).ShouldContain(reason);
    }

    [Fact]
    public async Task A_downloaded_file_does_not_leave_https() =>
        (await RefusedAsync("http://example.io/a.yaml", "https://example.io/katalog.yaml")).ShouldContain("refers only to https");

    [Fact]
    public async Task What_a_chart_renders_has_no_folder() => (await RefusedAsync("./crd.yaml", "helm:a@1.0.0")).ShouldContain("has no folder");

    [Fact]
    public async Task A_certificate_that_nobody_signed_is_refused()
    {
        await using var server = await WebServer.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["/a"] = "one" }, tls: true);

        (await RefusedAsync($"{server.Address}/a")).ShouldContain("certificate");
        server.Authorizations.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_refused()
    {
        await using var server = await WebServer.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["/a"] = new('x', SourceLimits.MaxBytes + 1), ["/b"] = new('x', SourceLimits.MaxBytes) });

        (await RefusedAsync($"{server.Address}/a")).ShouldBe("it is larger than 4 MiB");
        (await ReadAsync($"{server.Address}/b")).Text.Length.ShouldBe(SourceLimits.MaxBytes);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        var clock = new Orkestra.TestKit.Time.FakeClock();
        var web = new WebFiles(() => new Silent(clock), clock);

        var e = await Should.ThrowAsync<SourceNotFoundException>(async () => await web.ReadAsync("https://example.io/a", null, null, CancellationToken.None));

        e.Reason.ShouldBe("there was no answer within 30 s");
    }

    [Theory]
    [InlineData("bearer", "s3cret", "Bearer s3cret")]
    [InlineData("github", "s3cret", "Bearer s3cret")]
    [InlineData("basic", "me:s3cret", "Basic bWU6czNjcmV0")]
    public async Task A_credential_comes_from_a_variable_and_does_not_follow_a_redirect(string type, string secret, string header)
    {
        await using var other = await WebServer.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["/b"] = "text" });
        await using var server = await WebServer.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["/a"] = $"redirect {other.Address}/b" });
        _run.Variables["TOKEN"] = secret;

        var source = await Sources().DownloadAsync($"{server.Address}/a", null, new ImportCredential(type, "TOKEN"), CancellationToken.None);

        source.Text.ShouldBe("text");
        server.Authorizations.ShouldBe([$"/a {header}"]);
        other.Authorizations.ShouldBe(["/b "]);
    }

    [Theory]
    [InlineData("https://example.io/a", "the environment variable TOKEN is not set", "")]
    [InlineData("http://example.io/a", "a credential is sent with https only", "x")]
    [InlineData("./a.yaml", "only a URL takes a credential", "x")]
    public async Task A_credential_is_not_sent_anywhere(string url, string reason, string secret)
    {
        _run.Variables["TOKEN"] = secret;

        var e = await Should.ThrowAsync<SourceNotFoundException>(async () => await Sources().DownloadAsync(url, null, new ImportCredential("bearer", "TOKEN"), CancellationToken.None));

        e.Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task A_variable_can_have_the_path()
    {
        _run.Write("a.yaml", "one");
        _run.Variables["CAFE"] = "a.yaml";

        (await ReadAsync("$CAFE")).Text.ShouldBe("one");
        (await RefusedAsync("$BISTRO")).ShouldBe("the environment variable BISTRO is not set");
        (await RefusedAsync("ftp://example.io/a")).ShouldContain("https and http");
    }

    [Fact]
    public async Task A_registry_is_refused_clearly()
    {
        var e = await Should.ThrowAsync<SourceNotFoundException>(async () => await Sources().PullAsync(new RegistryReference("Katalog", "postgres", "1.2.0", null, "komposer.yaml"), CancellationToken.None));

        e.Message.ShouldBe("postgres:1.2.0: this version of ork reads no registry; download the artefact and import its file");
    }

    private DefinitionSources Sources() => DefinitionSources.Of(_run.Environment());

    private async Task<SourceText> ReadAsync(string reference, string? relativeTo = null) => await Sources().ReadAsync(reference, relativeTo, TestContext.Current.CancellationToken);

    private async Task<string> RefusedAsync(string reference, string? relativeTo = null) =>
        (await Should.ThrowAsync<SourceNotFoundException>(async () => await ReadAsync(reference, relativeTo))).Reason;

    /// <summary>Never answers, and lets the time pass.</summary>
    private sealed class Silent(Orkestra.TestKit.Time.FakeClock clock) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            clock.Advance(WebFiles.Timeout);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage();
        }
    }
}

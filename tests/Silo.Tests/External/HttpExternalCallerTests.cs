using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Observation;
using Orkestra.Silo.External;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.External;

/// <summary>External calls over HTTP, on a server of this process.</summary>
public sealed class HttpExternalCallerTests : IAsyncLifetime
{
    private readonly WebApplication _server = Build();
    private readonly List<string> _seen = [];

    private string Address => _server.Urls.Single().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        _server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _seen.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} auth={context.Request.Headers.Authorization} key={context.Request.Headers["X-Key"]} type={context.Request.ContentType} {await reader.ReadToEndAsync(context.RequestAborted)}");
            var path = context.Request.Path.Value!;
            if (path is "/to-itself")
                context.Response.Redirect(path);
            else if (path is "/to")
                context.Response.Redirect(context.Request.Query["u"]!);
            else if (path is "/large")
                await context.Response.WriteAsync(new string('x', HttpExternalCaller.MaxBody + 100_000));
            else if (path is "/status")
                context.Response.StatusCode = 418;
            else
                await context.Response.WriteAsync("""{ "a": 1 }""");
        });
        await _server.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Method_headers_body_and_token_are_sent_and_status_and_body_come_back()
    {
        var answer = await CallAsync("/a?b=c", "POST", new ExternalCredential("Authorization", "TOKEN", null), body: "hello");

        answer.ShouldBe(new ExternalAnswer(200, """{ "a": 1 }""", ""));
        _seen.ShouldBe(["POST /a?b=c auth=Bearer s3cret key=1 type=text/plain hello"]);
        (await CallAsync("/status")).ShouldBe(new ExternalAnswer(418, "", ""));
        await CallAsync("/k", credential: new ExternalCredential("X-Key", null, "mine"));
        _seen[^1].ShouldContain("auth= key=mine");
    }

    [Fact]
    public async Task Credentials_of_the_url_are_sent_and_not_as_part_of_it()
    {
        var basic = $"auth=Basic {Convert.ToBase64String("user:p@ss"u8)} key=1 type= ";

        await CallAsync("/a", url: Address.Replace("://", "://user:p%40ss@", StringComparison.Ordinal) + $"/to?u={Address}/a");

        _seen.ShouldBe([$"GET /to?u={Address}/a {basic}", $"GET /a {basic}"]);
    }

    [Fact]
    public async Task A_redirect_is_followed_on_the_same_server_only()
    {
        (await CallAsync($"/to?u=/b")).StatusCode.ShouldBe(200);
        (await CallAsync($"/to?u={Address}/b")).StatusCode.ShouldBe(200);
        (await CallAsync("/to?u=http://other.test/b")).ShouldBe(new ExternalAnswer(0, "", "redirects to another server, which is not followed"));
        (await CallAsync("/to?u=https://127.0.0.1:1/b")).Error.ShouldStartWith("redirects to another server");
        (await CallAsync("/to?u=/b", "POST")).StatusCode.ShouldBe(302);
        (await CallAsync("/to-itself")).Error.ShouldBe("redirects without an end");
    }

    [Fact]
    public async Task A_body_is_read_up_to_a_bound()
    {
        var answer = await CallAsync("/large");

        (answer.StatusCode, answer.Body.Length, answer.IsWhole).ShouldBe((200, HttpExternalCaller.MaxBody, false));
    }

    [Theory]
    [InlineData("file:///etc/passwd", "the URL is none of http or https")]
    [InlineData("", "the URL is none of http or https")]
    [InlineData("http://169.254.169.254/latest/meta-data", "169.254.169.254 has an address that external calls may not reach")]
    [InlineData("http://[fe80::1]/", "fe80::1 has an address that external calls may not reach")]
    [InlineData("http://100.100.100.200/", "100.100.100.200 has an address that external calls may not reach")]
    [InlineData("http://168.63.129.16/", "168.63.129.16 has an address that external calls may not reach")]
    [InlineData("http://[fd20:ce::254]/", "fd20:ce::254 has an address that external calls may not reach")]
    [InlineData("http://[::ffff:169.254.169.254]/", "::ffff:169.254.169.254 has an address that external calls may not reach")]
    public async Task What_may_not_be_reached_is_not_reached(string url, string error) => (await CallAsync("", url: url)).Error.ShouldBe(error);

    [Fact]
    public async Task A_list_of_hosts_closes_all_others()
    {
        using var caller = new HttpExternalCaller(new ExternalHosts(["127.0.0.1"]), static _ => null);

        (await caller.CallAsync(Request($"{Address}/a"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(200);
        (await caller.CallAsync(Request("http://localhost:1/"), TestContext.Current.CancellationToken)).Error.ShouldBe("localhost is none of the hosts that external calls may reach");
    }

    [Theory]
    [InlineData("api.example.com", true)]
    [InlineData("a.b.example.com", true)]
    [InlineData("example.com", false)]
    [InlineData("badexample.com", false)]
    [InlineData("EXACT.test.", true)]
    [InlineData("169.254.1.1", true)]
    public void A_pattern_names_all_hosts_below_a_name(string host, bool allowed) => new ExternalHosts(["*.example.com", "exact.test", "169.254.1.1"]).Allows(host).ShouldBe(allowed);

    [Fact]
    public void A_closed_address_is_open_when_it_is_listed_itself_and_not_by_a_name()
    {
        var address = IPAddress.Parse("169.254.1.1");
        new ExternalHosts(["169.254.1.1"]).Allows("169.254.1.1", address).ShouldBeTrue();
        new ExternalHosts([]).Allows("innocent.test", address).ShouldBeFalse();
        new ExternalHosts(["innocent.test"]).Allows("innocent.test", address).ShouldBeFalse();
        new ExternalHosts(["innocent.test", "169.254.1.1"]).Allows("innocent.test", address).ShouldBeTrue();
        new ExternalHosts([]).Allows("innocent.test", IPAddress.Parse("10.0.0.1")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_answer()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var answer = await CallAsync("", url: $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/");

        (answer.StatusCode, answer.Error).ShouldBe((0, "the connection was refused"));
    }

    [Fact]
    public async Task What_a_server_that_speaks_no_HTTP_says_is_not_repeated()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = ServeAsync();

        var answer = await CallAsync("", url: $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        await served;

        (answer.StatusCode, answer.Error).ShouldBe((0, "it does not speak HTTP"));

        async Task ServeAsync()
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            _ = await client.GetStream().ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync("SSH-2.0-OpenSSH_9.9 secret banner\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_variable_that_is_not_set_is_named()
    {
        (await CallAsync("/a", credential: new ExternalCredential("Authorization", "NOT_SET", null))).Error.ShouldBe("the environment variable NOT_SET is not set");
        _seen.ShouldBeEmpty();
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        return builder.Build();
    }

    private static ExternalRequest Request(string url, string method = "GET", ExternalCredential? credential = null, string? body = null) => new()
    {
        Call = new ExternalCall { Name = "a", Path = "external[0]", Place = new SourcePlace("katalog.yaml", 1, 1, "") },
        Method = method,
        Url = url,
        Headers = body is null ? [KeyValuePair.Create("X-Key", "1")] : [KeyValuePair.Create("X-Key", "1"), KeyValuePair.Create("Content-Type", "text/plain")],
        Body = body,
        Credential = credential,
    };

    private async Task<ExternalAnswer> CallAsync(string path, string method = "GET", ExternalCredential? credential = null, string? body = null, string? url = null)
    {
        using var caller = new HttpExternalCaller(new ExternalHosts([]), static name => name is "TOKEN" ? "s3cret" : null);
        return await caller.CallAsync(Request(url ?? Address + path, method, credential, body), TestContext.Current.CancellationToken);
    }
}

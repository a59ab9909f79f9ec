using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orkestra.Kubernetes.Tests.Fakes;

/// <summary>A TLS server on 127.0.0.1 that tells who asked, and answers 401 to the authorizations it was told to reject.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TlsServer(WebApplication app, TestCertificates certificates)
    {
        _app = app;
        Certificates = certificates;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public TestCertificates Certificates { get; }

    public Uri Address { get; }

    public ConcurrentBag<string> Rejected { get; } = [];

    public static async Task<TlsServer> StartAsync(string dnsName = "server.test", bool withAddress = true)
    {
        var certificates = new TestCertificates();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificates.Server(dnsName, withAddress);
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate();
        })));
        var app = builder.Build();
        TlsServer? server = null;
        app.Run(context => server!.AnswerAsync(context));
        await app.StartAsync();
        return server = new TlsServer(app, certificates);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificates.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (Rejected.Contains(authorization))
        {
            context.Response.StatusCode = 401;
            return;
        }

        await context.Response.WriteAsJsonAsync(new
        {
            authorization,
            certificate = context.Connection.ClientCertificate?.Subject,
            protocol = context.Request.Protocol,
            host = context.Request.Host.ToString(),
            user = context.Request.Headers["Impersonate-User"].ToString(),
            groups = context.Request.Headers["Impersonate-Group"].ToString(),
            scopes = context.Request.Headers["Impersonate-Extra-scopes"].ToString(),
        });
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Orkestra.Cli.Tests.Sources;

/// <summary>A web server of this test on a free port of 127.0.0.1.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2? _certificate;

    private WebServer(WebApplication app, X509Certificate2? certificate) => (_app, _certificate) = (app, certificate);

    public string Address => _app.Urls.Single().TrimEnd('/');

    /// <summary>The Authorization headers that came, by path.</summary>
    public List<string> Authorizations { get; } = [];

    public static async Task<WebServer> StartAsync(IReadOnlyDictionary<string, string> texts, bool tls = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var certificate = tls ? SelfSigned() : null;
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => Configure(listen, certificate)));
        var app = builder.Build();
        var server = new WebServer(app, certificate);
        app.Run(async context =>
        {
            server.Authorizations.Add($"{context.Request.Path} {context.Request.Headers.Authorization}");
            if (texts.TryGetValue(context.Request.Path, out var text) && text.StartsWith("redirect ", StringComparison.Ordinal))
                context.Response.Redirect(text["redirect ".Length..]);
            else if (text is not null)
                await context.Response.WriteAsync(text);
            else
                context.Response.StatusCode = 404;
        });
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate?.Dispose();
    }

    private static void Configure(ListenOptions listen, X509Certificate2? certificate)
    {
        if (certificate is not null)
            listen.UseHttps(certificate);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}

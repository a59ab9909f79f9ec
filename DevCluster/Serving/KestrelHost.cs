using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Routing;

namespace Orkestra.DevCluster.Serving;

/// <summary>Serves with TLS on 127.0.0.1. Stopping cuts every connection.</summary>
internal sealed class KestrelHost : IAsyncDisposable
{
    private const long BodyLimit = 3 * 1024 * 1024;
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping;

    private KestrelHost(WebApplication application, CancellationTokenSource stopping, int port) => (_application, _stopping, Port) = (application, stopping, port);

    public int Port { get; }

    public static async Task<KestrelHost> StartAsync(ApiServer server, Users users, X509Certificate2 certificate, int port, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = BodyLimit;
            options.Limits.MinResponseDataRate = null;
            options.Limits.Http2.MaxStreamsPerConnection = 1000;
            options.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(certificate);
            });
        });
        var application = builder.Build();
        var stopping = new CancellationTokenSource();
        application.Run(context => AnswerAsync(context, server, users, stopping.Token));
        try
        {
            await application.StartAsync(ct).ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            stopping.Dispose();
            throw;
        }

        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new KestrelHost(application, stopping, new Uri(address).Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        try
        {
            await _application.StopAsync(now.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Connections were cut instead of drained, as asked.
        }

        await _application.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static async Task AnswerAsync(HttpContext context, ApiServer server, Users users, CancellationToken stopping)
    {
        ApiResponse response;
        try
        {
            response = server.Handle(await ReadAsync(context.Request, users, context.RequestAborted).ConfigureAwait(false));
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            response = ApiResponse.Of(new ApiException(413, "RequestEntityTooLarge", $"Request entity too large: limit is {BodyLimit}"));
        }

        await WriteAsync(context, response, stopping).ConfigureAwait(false);
    }

    private static async Task<ApiRequest> ReadAsync(HttpRequest request, Users users, CancellationToken ct)
    {
        byte[] body = [];
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0 || request.Protocol is "HTTP/2" && request.ContentLength is null && request.Method is not ("GET" or "HEAD"))
        {
            using var buffer = new MemoryStream((int)(request.ContentLength ?? 4096));
            await request.Body.CopyToAsync(buffer, ct).ConfigureAwait(false);
            body = buffer.ToArray();
        }

        return new ApiRequest(request.Method, request.Path.Value ?? "/", request.QueryString.Value ?? "", users.Authenticate(request.Headers.Authorization.ToString()))
        {
            Accept = request.Headers.Accept.ToString(),
            ContentType = request.ContentType ?? "",
            UserAgent = request.Headers.UserAgent.ToString(),
            Body = body,
        };
    }

    private static async Task WriteAsync(HttpContext context, ApiResponse response, CancellationToken stopping)
    {
        var answer = context.Response;
        answer.StatusCode = response.StatusCode;
        answer.ContentType = response.ContentType;
        answer.Headers.CacheControl = "no-cache, private";
        foreach (var warning in response.Warnings)
            answer.Headers.Append("Warning", WarningHeader.Of(warning));
        foreach (var (name, value) in response.Headers)
            answer.Headers.Append(name, value);
        if (response.Stream is { } stream)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await answer.StartAsync(end.Token).ConfigureAwait(false);
            try
            {
                await answer.BodyWriter.FlushAsync(end.Token).ConfigureAwait(false);
                await stream(answer.BodyWriter, end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                context.Abort();
            }

            return;
        }

        answer.ContentLength = response.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await answer.Body.WriteAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
    }
}

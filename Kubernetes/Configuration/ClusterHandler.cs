using System.Net;
using Orkestra.Kubernetes.Configuration.Credentials;

namespace Orkestra.Kubernetes.Configuration;

/// <summary>Adds the identity to each request, and once renews one that the server does not take. A new client certificate gets connections of its own.</summary>
internal sealed partial class ClusterHandler : HttpMessageHandler
{
    private readonly ClusterConnection _connection;
    private readonly Lock _lock = new();
    private readonly List<HttpMessageInvoker> _retired = [];
    private (ClientCertificate? Certificate, HttpMessageInvoker Invoker)? _current;

    public ClusterHandler(ClusterConnection connection)
    {
        _connection = connection;
        if (connection.InsecureSkipTlsVerify)
            LogInsecure(connection.Logger, connection.Server.Authority);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in _connection.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (_connection.TlsServerName is { } host)
            request.Headers.Host = host;
        var identity = await _connection.Credential.GetAsync(rejected: null, cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, identity, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        var renewed = await _connection.Credential.GetAsync(identity, cancellationToken).ConfigureAwait(false);
        if (ReferenceEquals(renewed, identity))
            return response;
        response.Dispose();
        return await SendAsync(request, renewed, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_lock)
            {
                _current?.Invoker.Dispose();
                _retired.ForEach(invoker => invoker.Dispose());
                _current = null;
                _retired.Clear();
            }
        }

        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Identity identity, CancellationToken cancellationToken)
    {
        if (identity.Authorization is { } authorization)
        {
            request.Headers.Remove("Authorization");
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return InvokerFor(identity.Certificate).SendAsync(request, cancellationToken);
    }

    private HttpMessageInvoker InvokerFor(ClientCertificate? certificate)
    {
        lock (_lock)
        {
            if (_current is { } current && ReferenceEquals(current.Certificate, certificate))
                return current.Invoker;
            // Requests of the old certificate end in peace; its idle connections close by themselves.
            if (_current is { } old)
                _retired.Add(old.Invoker);
            var invoker = new HttpMessageInvoker(Transport.Create(_connection, certificate));
            _current = (certificate, invoker);
            return invoker;
        }
    }
}

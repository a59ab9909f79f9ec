using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Orkestra.Kubernetes.Configuration.Credentials;

namespace Orkestra.Kubernetes.Configuration;

/// <summary>A way to one API server: its address, how TLS is verified, who one is there.</summary>
public sealed record ClusterConnection
{
    internal ClusterConnection(Uri server, string ns)
    {
        Server = server;
        Namespace = ns;
    }

    /// <summary>The server's address.</summary>
    public Uri Server { get; }

    /// <summary>The namespace that the context names, or "default".</summary>
    public string Namespace { get; }

    /// <summary>The context's name; "in-cluster" for a pod's service account.</summary>
    public string Context { get; init; } = "";

    /// <summary>The certificate authorities that are trusted, and no others; empty trusts those of the system.</summary>
    public IReadOnlyList<X509Certificate2> CertificateAuthorities { get; init; } = [];

    /// <summary>The name that the server's certificate must have, when it is not that of the address.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Whether the configuration switches TLS verification off.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>The proxy that the configuration names (http, https or socks5), or null for the one of the environment.</summary>
    public Uri? Proxy { get; init; }

    internal Credential Credential { get; init; } = Credential.None;

    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    internal ILogger Logger { get; init; } = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    /// <summary>A way to a server with a token, as a DevCluster gives it.</summary>
    /// <param name="server">The address.</param>
    /// <param name="certificateAuthority">The authority that is trusted.</param>
    /// <param name="token">The bearer token.</param>
    public static ClusterConnection WithToken(Uri server, X509Certificate2 certificateAuthority, string token) =>
        new(server, "default") { CertificateAuthorities = [certificateAuthority], Credential = new StaticCredential($"Bearer {token}", null) };

    /// <summary>A handler that reaches the server: TLS verified, credentials added and renewed. It keeps its own connections; the caller disposes it.</summary>
    public HttpMessageHandler CreateHandler() => new ClusterHandler(this);
}

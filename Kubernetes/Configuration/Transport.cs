using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orkestra.Kubernetes.Configuration.Credentials;

namespace Orkestra.Kubernetes.Configuration;

/// <summary>Makes the handler that opens connections.</summary>
internal static class Transport
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    public static SocketsHttpHandler Create(ClusterConnection connection, ClientCertificate? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            EnableMultipleHttp2Connections = true,
            // A dead connection is found by its pings, so that watches, which may be silent for long, notice.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            UseProxy = connection.Proxy is not null || !connection.Server.IsLoopback,
            SslOptions = Tls(connection, certificate),
        };
        if (connection.Proxy is { } proxy)
            handler.Proxy = ToProxy(proxy);
        return handler;
    }

    private static SslClientAuthenticationOptions Tls(ClusterConnection connection, ClientCertificate? certificate)
    {
        var tls = new SslClientAuthenticationOptions { ClientCertificateContext = certificate?.ToContext() };
        if (connection.InsecureSkipTlsVerify)
        {
            // The user wrote insecure-skip-tls-verify: true into the kubeconfig; it was logged.
#pragma warning disable CA5359, MA0039
            tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359, MA0039
        }
        else if (connection.CertificateAuthorities.Count > 0)
        {
            tls.CertificateChainPolicy = Trust(connection.CertificateAuthorities);
        }

        return tls;
    }

    // Only the given authorities count. The name is compared by SslStream as always.
    private static X509ChainPolicy Trust(IReadOnlyList<X509Certificate2> authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.ApplicationPolicy.Add(ServerAuthentication);
        foreach (var authority in authorities)
            policy.CustomTrustStore.Add(authority);
        return policy;
    }

    private static WebProxy ToProxy(Uri proxy)
    {
        var result = new WebProxy(proxy);
        if (proxy.UserInfo.Split(':', 2) is [{ Length: > 0 } name, .. var rest])
            result.Credentials = new NetworkCredential(Uri.UnescapeDataString(name), rest is [var password] ? Uri.UnescapeDataString(password) : "");
        return result;
    }
}

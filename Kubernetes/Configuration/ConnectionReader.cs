using System.Security.Cryptography.X509Certificates;
using Orkestra.Kubernetes.Configuration.Credentials;

namespace Orkestra.Kubernetes.Configuration;

/// <summary>Makes a connection of a cluster entry and a user entry.</summary>
internal static class ConnectionReader
{
    public static ClusterConnection Read(string context, string? ns, ConfigNode cluster, ConfigNode? user, KubeconfigEnvironment environment)
    {
        var insecure = cluster.Flag("insecure-skip-tls-verify");
        var authorities = PemSource.Text(cluster, "certificate-authority");
        if (insecure && authorities is not null)
        {
            throw new KubeconfigException(
                "ORK2017", "The cluster names a certificate authority and switches verification off.", cluster.PlaceOf("insecure-skip-tls-verify"), "remove insecure-skip-tls-verify");
        }

        return new ClusterConnection(Server(cluster), ns ?? "default")
        {
            Context = context,
            CertificateAuthorities = authorities is null ? [] : TrustedCertificates.FromPem(authorities, cluster.Place),
            TlsServerName = cluster.Text("tls-server-name"),
            InsecureSkipTlsVerify = insecure,
            Proxy = Proxy(cluster),
            Credential = user is null ? Credential.None : UserReader.Read(user, cluster, environment),
            Headers = user is null ? [] : UserReader.Impersonation(user),
            Logger = environment.Logger,
        };
    }

    private static Uri Server(ConfigNode cluster)
    {
        var text = cluster.Text("server") ?? throw new KubeconfigException("ORK2015", "The cluster has no server.", cluster.Place, "add server: https://host:port");
        var full = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        return Uri.TryCreate(full, UriKind.Absolute, out var server) && server.Scheme is "https" or "http"
            ? server
            : throw new KubeconfigException("ORK2015", $"\"{text}\" is no address of a server.", cluster.PlaceOf("server"), "write https://host:port");
    }

    private static Uri? Proxy(ConfigNode cluster)
    {
        if (cluster.Text("proxy-url") is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks5"
            ? proxy
            : throw new KubeconfigException("ORK2024", $"\"{text}\" is no address of a proxy.", cluster.PlaceOf("proxy-url"), "write http://host:port, https://host:port or socks5://host:port");
    }
}

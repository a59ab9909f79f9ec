using System.Security.Cryptography.X509Certificates;
using Orkestra.Kubernetes.Configuration.Credentials;

namespace Orkestra.Kubernetes.Configuration;

/// <summary>The service account of the pod that this process runs in.</summary>
internal static class InCluster
{
    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private const string PortVariable = "KUBERNETES_SERVICE_PORT";

    public static bool IsPresent(KubeconfigEnvironment environment) =>
        environment.Variable(HostVariable) is not null && File.Exists(Path.Combine(environment.ServiceAccountFolder, "token"));

    public static ClusterConnection Connect(KubeconfigEnvironment environment)
    {
        var host = environment.Variable(HostVariable) ?? throw Incomplete(HostVariable, "the variable is not set");
        var port = environment.Variable(PortVariable) ?? "443";
        // An IPv6 address stands in brackets in an address.
        var authority = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
        if (!Uri.TryCreate($"https://{authority}:{port}", UriKind.Absolute, out var server))
            throw Incomplete(HostVariable, $"\"{host}\" and port \"{port}\" make no address");
        var folder = environment.ServiceAccountFolder;
        var tokenFile = Path.Combine(folder, "token");
        return new ClusterConnection(server, Namespace(folder))
        {
            Context = "in-cluster",
            CertificateAuthorities = Authorities(Path.Combine(folder, "ca.crt")),
            Credential = new TokenFileCredential(tokenFile, tokenFile, null, environment.Clock),
            Logger = environment.Logger,
        };
    }

    private static string Namespace(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "namespace")).Trim() is { Length: > 0 } name ? name : "default";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "default";
        }
    }

    private static IReadOnlyList<X509Certificate2> Authorities(string file)
    {
        try
        {
            return TrustedCertificates.FromPem(File.ReadAllText(file), file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Incomplete(file, $"the file cannot be read: {error.Message}");
        }
    }

    private static KubeconfigException Incomplete(string place, string what) =>
        new("ORK2025", $"The service account of this pod is not complete: {what}.", place, "let Kubernetes mount it (automountServiceAccountToken), or name a kubeconfig file");
}

using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Orkestra.DevCluster.Serving;

/// <summary>The kubeconfig of one user.</summary>
internal static class KubeconfigText
{
    public static string Of(Uri address, X509Certificate2 authority, string user, string token) => $"""
        apiVersion: v1
        kind: Config
        current-context: devcluster
        clusters:
        - name: devcluster
          cluster:
            server: {address.GetLeftPart(UriPartial.Authority)}
            certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(authority.ExportCertificatePem()))}
        users:
        - name: {user}
          user:
            token: {token}
        contexts:
        - name: devcluster
          context:
            cluster: devcluster
            user: {user}
            namespace: default

        """;
}

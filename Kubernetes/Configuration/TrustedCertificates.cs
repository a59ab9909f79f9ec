using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orkestra.Kubernetes.Configuration;

/// <summary>Reads certificate authorities.</summary>
internal static class TrustedCertificates
{
    public static IReadOnlyList<X509Certificate2> FromPem(string pem, string place)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(pem);
        }
        catch (CryptographicException error)
        {
            throw new KubeconfigException("ORK2017", $"The certificate authority is not readable: {error.Message}", place, "give PEM certificates", error);
        }

        return found.Count > 0 ? [.. found] : throw new KubeconfigException("ORK2017", "The certificate authority holds no certificate.", place, "give PEM certificates (-----BEGIN CERTIFICATE-----)");
    }
}

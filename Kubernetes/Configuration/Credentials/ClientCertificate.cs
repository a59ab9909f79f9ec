using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orkestra.Kubernetes.Configuration.Credentials;

/// <summary>A certificate with its private key, and the intermediate ones that go with it.</summary>
internal sealed class ClientCertificate
{
    private readonly X509Certificate2 _leaf;
    private readonly X509Certificate2Collection _others;

    private ClientCertificate(X509Certificate2 leaf, X509Certificate2Collection others)
    {
        _leaf = leaf;
        _others = others;
    }

    /// <summary>From PEM texts: RSA or EC, in PKCS#1, SEC 1 or PKCS#8.</summary>
    /// <exception cref="CryptographicException">They are no certificate and key, or do not belong together.</exception>
    /// <exception cref="ArgumentException">The key is in no known form.</exception>
    public static ClientCertificate FromPem(string certificate, string key)
    {
        var leaf = X509Certificate2.CreateFromPem(certificate, key);
        var all = new X509Certificate2Collection();
        all.ImportFromPem(certificate);
        all.RemoveAt(0);
        return new ClientCertificate(leaf, all);
    }

    public SslStreamCertificateContext ToContext() => SslStreamCertificateContext.Create(_leaf, _others, offline: true);
}

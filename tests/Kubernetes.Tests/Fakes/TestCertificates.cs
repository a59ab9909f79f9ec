using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orkestra.Kubernetes.Tests.Fakes;

/// <summary>An authority and what it signs.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private readonly X509Certificate2 _authority;

    public TestCertificates(string name = "test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(From, From.AddDays(30));
    }

    public string AuthorityPem => _authority.ExportCertificatePem();

    public X509Certificate2 Server(string dnsName, bool withAddress)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(dnsName);
        if (withAddress)
            names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var signed = Sign(request);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    public (string Certificate, string Key) Client(string name, bool rsa = false)
    {
        if (rsa)
        {
            using var key = RSA.Create(2048);
            using var certificate = Sign(new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            return (certificate.ExportCertificatePem(), key.ExportRSAPrivateKeyPem());
        }

        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Sign(new CertificateRequest($"CN={name}", curve, HashAlgorithmName.SHA256));
        return (signed.ExportCertificatePem(), curve.ExportECPrivateKeyPem());
    }

    public void Dispose() => _authority.Dispose();

    private X509Certificate2 Sign(CertificateRequest request)
    {
        var generator = X509SignatureGenerator.CreateForECDsa(_authority.GetECDsaPrivateKey()!);
        return request.Create(_authority.SubjectName, generator, From, From.AddDays(20), RandomNumberGenerator.GetBytes(8));
    }
}

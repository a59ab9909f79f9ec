using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Functions;

namespace Orkestra.Katalog.Resources;

/// <summary>The certificate that a secret asks for: signed by itself, so it is its own authority.</summary>
internal sealed record CertificateSpec(string CommonName, IReadOnlyList<string> Names, TimeSpan ValidFor, SourcePlace Place)
{
    private const int LongestCommonName = 64;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DefaultValidity = TimeSpan.FromDays(365);

    /// <summary>Null when the entry has no <c>tls</c>.</summary>
    public static CertificateSpec? Read(Block fields)
    {
        if (fields.At("tls") is not { } tls)
            return null;
        var names = tls.Texts("dnsNames");
        var commonName = tls.Text("commonName") ?? (names is [var first, ..] ? first : throw new RenderFaultException(tls.Place, "a certificate needs a commonName or dnsNames, and both are empty"));
        var validFor = tls.Text("validFor") is { } text && DurationText.TryParse(text, out var given) ? given : DefaultValidity;
        return new CertificateSpec(commonName, names.Count == 0 ? [commonName] : names, validFor, tls.Place);
    }

    /// <summary>Differs exactly when the certificate must be another one.</summary>
    public string Purpose => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [CommonName, .. Names, ValidFor.ToString()]))).AsSpan(0, 8));

    /// <summary>A new key and its certificate, both as PEM.</summary>
    public (string Certificate, string Key) Issue(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(AlternativeNames());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var certificate = request.CreateSelfSigned(now - ClockSkew, now + ValidFor);
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private X500DistinguishedName Subject()
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(CommonName.Length <= LongestCommonName ? CommonName : CommonName[..LongestCommonName]);
        return subject.Build();
    }

    private X509Extension AlternativeNames()
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in Names)
        {
            try
            {
                if (IPAddress.TryParse(name, out var address))
                    names.AddIpAddress(address);
                else
                    names.AddDnsName(name);
            }
            catch (ArgumentException e)
            {
                throw new RenderFaultException(Place, $"{name} is no host name for a certificate", e);
            }
        }

        return names.Build();
    }
}

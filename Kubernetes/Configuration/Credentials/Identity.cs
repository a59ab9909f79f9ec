using System.Security.Cryptography.X509Certificates;

namespace Orkestra.Kubernetes.Configuration.Credentials;

/// <summary>Who one is to a server: what the Authorization header says, and the certificate for TLS.</summary>
internal sealed record Identity(string? Authorization, ClientCertificate? Certificate)
{
    public static Identity Nobody { get; } = new(null, null);

    // Never a credential in a log.
    public override string ToString() => nameof(Identity);
}

namespace Orkestra.Kubernetes.Configuration.Credentials;

/// <summary>An identity that stays: a token, a user with a password, or a certificate.</summary>
internal sealed class StaticCredential(string? authorization, ClientCertificate? certificate) : Credential
{
    private readonly Identity _identity = new(authorization, certificate);

    public override ValueTask<Identity> GetAsync(Identity? rejected, CancellationToken cancellationToken) => new(_identity);
}

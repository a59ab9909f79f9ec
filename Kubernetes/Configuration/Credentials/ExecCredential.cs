using System.Security.Cryptography;

namespace Orkestra.Kubernetes.Configuration.Credentials;

/// <summary>An identity that a program makes. What it made is kept until it expires or the server does not take it; the program runs once at a time, for all who wait.</summary>
internal sealed class ExecCredential(ExecSettings settings, ClientCertificate? certificate, KubeconfigEnvironment environment) : Credential
{
    private readonly Lock _lock = new();
    private Issued? _last;
    private Task<Issued>? _running;

    public override async ValueTask<Identity> GetAsync(Identity? rejected, CancellationToken cancellationToken)
    {
        Task<Issued> running;
        lock (_lock)
        {
            if (_last is { } last && !ReferenceEquals(last.Identity, rejected) && !IsExpired(last))
                return last.Identity;
            running = _running ??= RunAsync();
        }

        return (await running.WaitAsync(cancellationToken).ConfigureAwait(false)).Identity;
    }

    private bool IsExpired(Issued issued) => issued.Expires is { } expires && expires <= environment.Clock.GetUtcNow();

    // Nobody's cancellation ends it: others may wait for the same run, which ends by itself in time.
    private async Task<Issued> RunAsync()
    {
        await Task.Yield();
        try
        {
            var answer = await ExecPlugin.RunAsync(settings, environment, CancellationToken.None).ConfigureAwait(false);
            var issued = new Issued(ToIdentity(answer), answer.Expires);
            lock (_lock)
                _last = issued;
            return issued;
        }
        finally
        {
            lock (_lock)
                _running = null;
        }
    }

    private Identity ToIdentity(ExecAnswer answer)
    {
        var authorization = answer.Token is { } token ? $"Bearer {token}" : null;
        if (answer.CertificatePem is null || answer.KeyPem is null)
            return new Identity(authorization, certificate);
        try
        {
            return new Identity(authorization, ClientCertificate.FromPem(answer.CertificatePem, answer.KeyPem));
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new KubeconfigException("ORK2022", $"The certificate that {settings.Command} gave is not usable: {error.Message}", settings.Place, "repair or update the plugin", error);
        }
    }

    private sealed record Issued(Identity Identity, DateTimeOffset? Expires);
}

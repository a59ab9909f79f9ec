namespace Orkestra.Kubernetes.Configuration.Credentials;

/// <summary>A token in a file that somebody else renews. It is read again each minute, and when the server does not take it.</summary>
internal sealed class TokenFileCredential(string file, string place, ClientCertificate? certificate, TimeProvider clock) : Credential
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private volatile Reading? _last;

    public override async ValueTask<Identity> GetAsync(Identity? rejected, CancellationToken cancellationToken)
    {
        var last = _last;
        if (last is not null && clock.GetElapsedTime(last.At) < Lifetime && !ReferenceEquals(last.Identity, rejected))
            return last.Identity;
        return await ReadAsync(last, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Identity> ReadAsync(Reading? last, CancellationToken cancellationToken)
    {
        string token;
        try
        {
            token = (await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // While the file is being replaced, the token that was read before may still be good.
            return last?.Identity ?? throw new KubeconfigException("ORK2018", $"The token file {file} cannot be read: {error.Message}", place, "make it exist and readable for this user", error);
        }

        if (token.Length == 0)
            return last?.Identity ?? throw new KubeconfigException("ORK2018", $"The token file {file} is empty.", place, "write a token into it");
        var authorization = $"Bearer {token}";
        var identity = last is not null && string.Equals(last.Identity.Authorization, authorization, StringComparison.Ordinal)
            ? last.Identity
            : new Identity(authorization, certificate);
        _last = new Reading(identity, clock.GetTimestamp());
        return identity;
    }

    private sealed record Reading(Identity Identity, long At);
}

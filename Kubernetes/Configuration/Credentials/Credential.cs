namespace Orkestra.Kubernetes.Configuration.Credentials;

/// <summary>Where an identity comes from.</summary>
internal abstract class Credential
{
    public static Credential None { get; } = new StaticCredential(null, null);

    /// <summary>The present identity; renewed when it is out of date.</summary>
    /// <param name="rejected">The identity that the server just answered 401 to, if any: another one is wanted, and the same comes back where there is none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="KubeconfigException">It cannot be had.</exception>
    public abstract ValueTask<Identity> GetAsync(Identity? rejected, CancellationToken cancellationToken);
}

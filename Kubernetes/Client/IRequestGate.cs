namespace Orkestra.Kubernetes.Client;

/// <summary>Says when a request may be made.</summary>
public interface IRequestGate
{
    /// <summary>Ends when the next request may be made.</summary>
    ValueTask WaitAsync(CancellationToken cancellationToken);
}

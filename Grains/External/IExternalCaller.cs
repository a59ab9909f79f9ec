using Orkestra.Katalog.Observation;

namespace Orkestra.Grains.External;

/// <summary>The way out of the cluster. One instance serves all calls of a process, many at once.</summary>
public interface IExternalCaller
{
    /// <summary>Sends one request and reads the answer, once. Every failure is an answer with an error; only cancellation throws.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Its time is over, or nobody wants the answer any more.</param>
    Task<ExternalAnswer> CallAsync(ExternalRequest request, CancellationToken cancellationToken);
}

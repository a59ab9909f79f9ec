using Orkestra.Grains.External;
using Orkestra.Katalog.Observation;

namespace Orkestra.Silo.External;

/// <summary>Gives each call to who speaks its protocol.</summary>
internal sealed class ProtocolCaller(HttpExternalCaller http, PostgresCaller postgres) : IExternalCaller, IAsyncDisposable
{
    public Task<ExternalAnswer> CallAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Call.Protocol is "postgres" ? postgres.CallAsync(request, cancellationToken) : http.CallAsync(request, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await postgres.DisposeAsync().ConfigureAwait(false);
    }
}

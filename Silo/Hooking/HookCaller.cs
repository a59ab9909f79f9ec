using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.External;
using Orkestra.Katalog.Hooking;
using Orkestra.Katalog.Observation;
using Orkestra.Silo.External;

namespace Orkestra.Silo.Hooking;

/// <summary>Calls that are C# hooks are made in this process, all others by somebody else. At most one call of a hook for one custom resource runs at a time, also when
/// an earlier one was given up.</summary>
/// <param name="others">Makes all other calls.</param>
/// <param name="hooks">The hooks; null: there are none.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Where to log.</param>
internal sealed partial class HookCaller(IExternalCaller others, HookCatalog? hooks, TimeProvider clock, ILogger logger) : IExternalCaller
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<JsonObject>> _running = new(StringComparer.Ordinal);

    public Task<ExternalAnswer> CallAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Call.Protocol is ReconcilerDefinition.HookProtocol ? InvokeAsync(request, cancellationToken) : others.CallAsync(request, cancellationToken);
    }

    private async Task<ExternalAnswer> InvokeAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var hook = (hooks ?? throw new HookLoadException("ORK3001", request.Url, "no hooks are loaded", "start with --hooks DIR")).Find(request.Url);
            var question = JsonNode.Parse(request.Body!)!.AsObject();
            if (await BeginAsync(request, ct => hook.InvokeAsync(question, ct), cancellationToken).ConfigureAwait(false) is not { } run)
                return ExternalAnswer.Failed("an earlier call for this custom resource has not ended: it does not heed its cancellation token");
            var reply = (await run.WaitAsync(cancellationToken).ConfigureAwait(false)).ToJsonString();
            return Encoding.UTF8.GetByteCount(reply) <= HttpExternalCaller.MaxBody ? new ExternalAnswer(200, reply, "") : ExternalAnswer.Failed("the result is longer than 1 MiB");
        }
        catch (HookLoadException error)
        {
            return ExternalAnswer.Failed($"{error.Message} ({error.Id}); {error.Mend}");
        }
        catch (JsonException error)
        {
            return ExternalAnswer.Failed(error.Message);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(request.Url, request.Owner ?? "", error);
            return ExternalAnswer.Failed($"{error.GetType().Name}: {error.Message}");
        }
    }

    /// <summary>Starts the call once no other one for the same custom resource runs.</summary>
    /// <returns>Null when one does not end.</returns>
    private async Task<Task<JsonObject>?> BeginAsync(ExternalRequest request, Func<CancellationToken, Task<JsonObject>> call, CancellationToken cancellationToken)
    {
        var key = $"{request.Url} {request.Owner}";
        var patience = request.Call.Timeout / 2;
        while (true)
        {
            Task<JsonObject>? before;
            lock (_lock)
            {
                if (!_running.TryGetValue(key, out before))
                    return _running[key] = StartAsync(key, call, cancellationToken);
            }

            LogWaits(request.Url, request.Owner ?? "");
            await ((Task)before).WaitAsync(patience, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (!before.IsCompleted)
                return null;
        }
    }

    private Task<JsonObject> StartAsync(string key, Func<CancellationToken, Task<JsonObject>> call, CancellationToken cancellationToken)
    {
        var run = Task.Run(() => call(cancellationToken), CancellationToken.None);
        return EndAsync();

        async Task<JsonObject> EndAsync()
        {
            // Not before the lock is left: the call could be over already.
            await Task.Yield();
            try
            {
                return await run.ConfigureAwait(false);
            }
            finally
            {
                lock (_lock)
                    _running.Remove(key);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the hook {Hook} failed for {Resource}")]
    private partial void LogFailed(string hook, string resource, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the hook {Hook} still runs for {Resource}, although its time is over or nobody waits for it")]
    private partial void LogWaits(string hook, string resource);
}

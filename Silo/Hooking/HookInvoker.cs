using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Orkestra.Hooks;
using Orkestra.Katalog.Functions;

namespace Orkestra.Silo.Hooking;

/// <summary>Calls one hook: reads its types from the question and writes its result as a reply.</summary>
internal sealed class HookInvoker<TSpec, TStatus>(IReconcileHook<TSpec, TStatus> hook) : IHookInvoker
    where TSpec : class
    where TStatus : class
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task<JsonObject> InvokeAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var resource = request["object"]!.AsObject();
        var metadata = resource["metadata"]!;
        var context = new HookContext<TSpec, TStatus>
        {
            Name = (string)metadata["name"]!,
            Namespace = (string?)metadata["namespace"],
            Uid = (string?)metadata["uid"] ?? "",
            Spec = Read<TSpec>(resource["spec"] ?? new JsonObject(), "spec") ?? throw new JsonException("spec is null"),
            Status = resource["status"] is { } status ? Read<TStatus>(status, "status") : null,
            Args = new HookArgs(request["args"]?.AsObject() ?? []),
            Children = new HookChildren(request["prepared"]?["children"]?.AsObject() ?? []),
            Resource = resource,
        };
        var result = metadata["deletionTimestamp"] is null
            ? await hook.ReconcileAsync(context, cancellationToken).ConfigureAwait(false)
            : await hook.DeleteAsync(context, cancellationToken).ConfigureAwait(false);
        return Reply(result ?? throw new InvalidOperationException("it gave no result"));
    }

    public async ValueTask DisposeAsync()
    {
        if (hook is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        else
            (hook as IDisposable)?.Dispose();
    }

    private static JsonObject Reply(HookResult<TStatus> result)
    {
        var reply = new JsonObject
        {
            ["result"] = result.IsDone ? "ok" : "requeue",
            ["resources"] = new JsonArray([.. result.Children.Select(child => child.DeepClone())]),
            ["events"] = new JsonArray([.. result.Events.Select(told => new JsonObject { ["type"] = told.IsWarning ? "Warning" : "Normal", ["reason"] = told.Reason, ["message"] = told.Message })]),
        };
        if (result.RequeueAfter is { } after)
            reply["requeueAfter"] = DurationText.Format(after < TimeSpan.Zero ? TimeSpan.Zero : after);
        if (result.Status is { } status)
            reply["status"] = JsonSerializer.SerializeToNode(status, Json);
        return reply;
    }

    private static T? Read<T>(JsonNode node, string what)
    {
        try
        {
            return node.Deserialize<T>(Json);
        }
        catch (JsonException error)
        {
            throw new JsonException($"{what}{error.Path?.TrimStart('$')} does not fit {typeof(T).Name}", error);
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Observation;

namespace Orkestra.Katalog.Hooking;

/// <summary>What code answered. Nothing that differs although the answer is the same is in it.</summary>
public sealed record ReconcileReply
{
    private static readonly TimeSpan DefaultRequeue = TimeSpan.FromSeconds(5);

    /// <summary>What was told last is remembered for each custom resource: more than these are not told.</summary>
    private const int MaxEvents = 20;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>When the custom resource is looked at again without an event; null: that is left to events and the resync.</summary>
    public TimeSpan? RequeueAfter { get; init; }

    /// <summary>True: it is not done yet, and wants to be asked again.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>What is merged into the status; null: nothing.</summary>
    public JsonObject? Status { get; init; }

    /// <summary>What it wants to be there: <c>{type, fields}</c> or whole objects.</summary>
    public IReadOnlyList<JsonObject> Resources { get; init; } = [];

    /// <summary>What is told on the custom resource.</summary>
    public IReadOnlyList<ReconcileEvent> Events { get; init; } = [];

    /// <summary>Reads an answer.</summary>
    /// <exception cref="ReconcileFailedException">It failed, says so itself, or gave something that is no reply.</exception>
    public static ReconcileReply Of(ReconcilerDefinition reconciler, ExternalRequest request, ExternalAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(reconciler);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        var who = $"{reconciler.Path}: {request}";
        var failed = reconciler.Kind is ReconcilerKind.Remote ? "RemoteFailed" : "HookFailed";
        if (request.Call.FaultOf(answer) is { Length: > 0 } fault)
            throw new ReconcileFailedException($"{who}: {fault}") { Reason = failed };
        if (!answer.IsWhole)
            throw Refused($"{who}: the reply is longer than 1 MiB");
        JsonObject reply;
        try
        {
            reply = JsonNode.Parse(answer.Body, documentOptions: Strict) as JsonObject ?? throw Refused($"{who}: the reply is no JSON object");
        }
        catch (JsonException)
        {
            throw Refused($"{who}: the reply is no JSON object");
        }

        var result = Text(reply, "result", who) ?? "ok";
        if (result is "error")
            throw new ReconcileFailedException($"{who}: {(Text(reply, "error", who) is { Length: > 0 } why ? why : "result: error")}") { Reason = failed };
        if (result is not ("ok" or "requeue"))
            throw Refused($"{who}: the result is ok, requeue or error, and this is {(result.Length > 40 ? result[..40] : result)}");
        return new ReconcileReply
        {
            IsUnfinished = result is "requeue",
            RequeueAfter = After(reply, who) ?? (result is "requeue" ? DefaultRequeue : null),
            Status = Part<JsonObject>(reply, "status", who),
            Resources = [.. (Part<JsonArray>(reply, "resources", who) ?? []).Select((each, index) => each as JsonObject ?? throw Refused($"{who}: resources[{index}] is no object"))],
            Events = [.. (Part<JsonArray>(reply, "events", who) ?? []).OfType<JsonObject>().Take(MaxEvents).Select(each => new ReconcileEvent(Text(each, "type", who) is "Warning", Text(each, "reason", who) ?? "Reconciled", Text(each, "message", who) ?? ""))],
        };
    }

    private static TimeSpan? After(JsonObject reply, string who)
    {
        if (Text(reply, "requeueAfter", who) is not { Length: > 0 } text)
            return null;
        if (!DurationText.TryParse(text, out var after) || after < TimeSpan.Zero)
            throw Refused($"{who}: requeueAfter is no duration such as 30s");
        // As in Go: no time is none, else a reply that always has it would be asked for without a pause.
        return after > TimeSpan.Zero ? after : null;
    }

    private static string? Text(JsonObject reply, string key, string who) => reply[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Refused($"{who}: {key} is no text"),
    };

    private static T? Part<T>(JsonObject reply, string key, string who)
        where T : JsonNode =>
        reply[key] switch
        {
            null => null,
            T part => part,
            _ => throw Refused($"{who}: {key} is {(typeof(T) == typeof(JsonArray) ? "no list" : "no object")}"),
        };

    private static ReconcileFailedException Refused(string message) => new(message) { Reason = "ReplyRefused" };
}

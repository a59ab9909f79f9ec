using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Cli.Simulation;

/// <summary>Stands between the observer and the API server and notes every write in the order of the answers.</summary>
/// <param name="inner">The way to the server.</param>
/// <param name="entries">The entries that run.</param>
internal sealed class OperationRecorder(HttpMessageHandler inner, IReadOnlyList<CrdEntry> entries) : DelegatingHandler(inner)
{
    private const string OwnerKey = "orkestra.orkspace.io/owner-key";

    private readonly Lock _lock = new();
    private readonly List<Operation> _operations = [];
    private readonly Dictionary<(string Plural, string? Namespace, string Name), string?> _owners = [];
    private int _cycle;

    /// <summary>What operations from now on belong to.</summary>
    public void Begin(int cycle)
    {
        lock (_lock)
            _cycle = cycle;
    }

    /// <summary>Everything so far.</summary>
    public IReadOnlyList<Operation> Operations
    {
        get
        {
            lock (_lock)
                return [.. _operations];
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (Verb(request) is { } verb && request.RequestUri is { } uri && !uri.Query.Contains("dryRun=", StringComparison.Ordinal) && ResourcePath.Parse(uri.AbsolutePath) is { } path && IsOfInterest(path))
            Note(verb, path, (int)response.StatusCode, Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)));
        return response;
    }

    private static string? Verb(HttpRequestMessage request) => request.Method.Method switch
    {
        "POST" => "create",
        "PUT" => "update",
        "DELETE" => "delete",
        "PATCH" when request.Content?.Headers.ContentType?.MediaType is { } type && type.StartsWith("application/apply-patch", StringComparison.Ordinal) => "apply",
        "PATCH" => "patch",
        _ => null,
    };

    /// <summary>Events are for people, leases are between observers, and on CRDs the observer keeps its own notes: none is what a Katalog asks for.</summary>
    private static bool IsOfInterest(ResourcePath path) => path.Plural is not ("events" or "leases" or "customresourcedefinitions" or "subjectaccessreviews" or "selfsubjectaccessreviews");

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Note(string verb, ResourcePath path, int statusCode, JsonObject? answer)
    {
        var isObject = answer?["metadata"] is JsonObject && (string?)answer["kind"] is not "Status";
        var name = path.Name.Length > 0 ? path.Name : isObject ? (string?)answer!["metadata"]!["name"] ?? "" : "";
        var key = (path.Plural, path.Namespace, name);
        lock (_lock)
        {
            if (!_owners.TryGetValue(key, out var entry) || entry is null)
                _owners[key] = entry = EntryOf(path, isObject ? answer : null);
            _operations.Add(new Operation(_cycle, verb, path.Resource, path.Namespace, name, statusCode, entry));
        }
    }

    private string? EntryOf(ResourcePath path, JsonObject? obj)
    {
        if (obj?["metadata"]?["annotations"]?[OwnerKey] is JsonValue owner && owner.GetValue<string>().Split('/') is [_, var group, var kind, ..])
        {
            var found = entries.FirstOrDefault(entry =>
                string.Equals(entry.Types.Kind, kind, StringComparison.Ordinal) && string.Equals(entry.Types.Group, group is "-" ? "" : group, StringComparison.Ordinal));
            if (found is not null)
                return found.Name;
        }

        return entries.FirstOrDefault(entry =>
            string.Equals(entry.Types.Plural, path.Plural, StringComparison.Ordinal) && string.Equals(entry.Types.Group, path.Group, StringComparison.Ordinal))?.Name;
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Storage;
using Orkestra.DevCluster.Tables;

namespace Orkestra.DevCluster.Operations;

/// <summary>Get and list.</summary>
internal sealed class ReadOperations(ClusterStore store, PageSnapshots pages, TableWriter tables)
{
    public ApiResponse Get(OperationContext context)
    {
        var form = ResponseForms.Of(context.Request);
        CheckNotAhead(RevisionOf(context.Request.Query.Get("resourceVersion"), "GetOptions"));
        var stored = context.Resource.Store.Find(context.Namespace, context.Name) ?? throw context.Resource.NotFound(context.Name);
        return Render(context, 200, context.Resource.Encode(stored), form);
    }

    /// <summary>One object in the form that the client asked for.</summary>
    public ApiResponse Render(OperationContext context, int statusCode, ReadOnlyMemory<byte> utf8, ResponseForm form)
    {
        var body = form switch
        {
            ResponseForm.Table => JsonBytes.Write(tables.Of(context, [JsonBytes.ParseObject(utf8.Span)], "", withColumns: true)),
            ResponseForm.Metadata => JsonBytes.Write(PartialMetadata.Of(JsonBytes.ParseObject(utf8.Span))),
            _ => utf8,
        };
        return new ApiResponse(statusCode, ApiResponse.Json, body) { Warnings = context.Warnings };
    }

    public ApiResponse List(OperationContext context)
    {
        var form = ResponseForms.Of(context.Request);
        var filter = new ObjectFilter(context);
        var (snapshot, from) = Choose(context);
        var limit = context.Request.Query.Number("limit") is { } number and > 0 ? (int)Math.Min(number, int.MaxValue) : int.MaxValue;
        var items = new List<StoredObject>();
        string? next = null;
        long remaining = 0;
        foreach (var obj in snapshot.Range(context.Namespace, from))
        {
            if (!filter.IsEverything && !filter.Matches(obj))
                continue;
            if (items.Count == limit)
            {
                next ??= obj.Key;
                remaining++;
                if (!filter.IsEverything)
                    break;
                continue;
            }

            items.Add(obj);
        }

        var metadata = new JsonObject { ["resourceVersion"] = snapshot.Revision.ToString(CultureInfo.InvariantCulture) };
        if (next is not null)
        {
            pages.Keep(context.Resource.Store, snapshot);
            metadata["continue"] = new ListCursor(snapshot.Revision, next).Encode();
            if (filter.IsEverything)
                metadata["remainingItemCount"] = remaining;
        }

        return new ApiResponse(200, ApiResponse.Json, Write(context, items, metadata, form)) { Warnings = context.Warnings };
    }

    private (ResourceSnapshot Snapshot, string? From) Choose(OperationContext context)
    {
        var query = context.Request.Query;
        var resource = context.Resource.Store;
        var asked = RevisionOf(query.Get("resourceVersion"), "ListOptions");
        var match = query.Get("resourceVersionMatch");
        CheckMatch(query, asked, match);
        if (query.Get("continue") is { Length: > 0 } token)
        {
            if (asked is > 0)
                throw ApiErrors.BadRequest("specifying resource version is not allowed when using continue");
            var cursor = ListCursor.Decode(token);
            var kept = cursor.Revision < 0 ? store.Snapshot(resource) : pages.Find(resource, cursor.Revision);
            return (kept ?? throw ExpiredToken(cursor), cursor.StartKey);
        }

        CheckNotAhead(asked);
        if (match is "Exact" && asked is { } exact)
            return (Exact(resource, exact), null);
        return (store.Snapshot(resource), null);
    }

    private ResourceSnapshot Exact(ResourceStore resource, long revision)
    {
        var now = store.Snapshot(resource);
        if (now.Revision == revision)
            return now;
        var events = new List<StoredEvent>();
        if (!resource.History.TryRead(revision, int.MaxValue, events))
            throw ApiErrors.Expired("The provided continue parameter is too old to display a consistent list result.");
        var objects = now.Objects;
        foreach (var change in Enumerable.Reverse(events).Where(change => change.Revision <= now.Revision))
        {
            objects = objects.Remove(change.Object);
            if (change.Previous is { } previous)
                objects = objects.Add(previous);
        }

        return new ResourceSnapshot(objects, revision);
    }

    private static void CheckMatch(QueryParameters query, long? asked, string match)
    {
        if (match.Length == 0)
            return;
        var errors = new List<FieldError>();
        if (match is not ("Exact" or "NotOlderThan"))
            errors.Add(FieldError.NotSupported("resourceVersionMatch", match, ["Exact", "NotOlderThan", ""]));
        if (query.Get("continue").Length > 0)
            errors.Add(FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided"));
        else if (query.Get("resourceVersion").Length == 0)
            errors.Add(FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided"));
        else if (match is "Exact" && asked == 0)
            errors.Add(FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
        if (errors.Count > 0)
            throw ApiErrors.Invalid("meta.k8s.io", "ListOptions", "", errors);
    }

    private void CheckNotAhead(long? asked)
    {
        if (asked is { } revision && revision > store.Revision)
            throw ApiErrors.TooLargeResourceVersion(revision, store.Revision);
    }

    private static long? RevisionOf(string text, string options)
    {
        if (text.Length == 0)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw ApiErrors.Invalid("", options, "", [FieldError.Invalid("resourceVersion", text, $"strconv.ParseUint: parsing \"{text}\": invalid syntax")]);
    }

    private static ApiException ExpiredToken(ListCursor cursor)
    {
        var inconsistent = new ListCursor(-1, cursor.StartKey).Encode();
        return new ExpiredPage(
            "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.",
            inconsistent).ToException();
    }

    private byte[] Write(OperationContext context, List<StoredObject> items, JsonObject metadata, ResponseForm form)
    {
        var resource = context.Resource;
        if (form == ResponseForm.Table)
        {
            var table = tables.Of(context, items.Select(resource.Read), metadata.Text("resourceVersion")!, withColumns: true);
            table["metadata"] = metadata;
            return JsonBytes.Write(table);
        }

        if (form == ResponseForm.Metadata)
        {
            return JsonBytes.Write(new JsonObject
            {
                ["kind"] = "PartialObjectMetadataList",
                ["apiVersion"] = "meta.k8s.io/v1",
                ["metadata"] = metadata,
                ["items"] = new JsonArray([.. items.Select(item => (JsonNode)PartialMetadata.Of(resource.Read(item)))]),
            });
        }

        var buffer = new ArrayBufferWriter<byte>(items.Sum(item => item.Utf8.Length) + 512);
        var head = $"{{\"kind\":\"{resource.Kind.ListKind}\",\"apiVersion\":\"{resource.Kind.ApiVersion}\",\"metadata\":{metadata.ToJsonString()},\"items\":[";
        buffer.Write(Encoding.UTF8.GetBytes(head));
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                buffer.Write(","u8);
            var bytes = resource.Encode(items[i]).AsSpan();
            if (resource.BareItemPrefix > 0)
            {
                buffer.Write("{"u8);
                bytes = bytes[resource.BareItemPrefix..];
            }

            buffer.Write(bytes);
        }

        buffer.Write("]}"u8);
        return buffer.WrittenSpan.ToArray();
    }
}

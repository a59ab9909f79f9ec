using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Operations;
using Orkestra.DevCluster.Storage;
using Orkestra.DevCluster.Tables;

namespace Orkestra.DevCluster.Watching;

/// <summary>Writes events as lines of JSON. The object of an event is encoded once for all watches of its version.</summary>
internal sealed class WatchFrames(OperationContext context, ResponseForm form, TableWriter tables, PipeWriter writer)
{
    private bool _columnsSent;

    public void Event(string type, StoredObject obj)
    {
        var utf8 = context.Resource.Encode(obj);
        if (form == ResponseForm.Whole)
        {
            Begin(type);
            Write(utf8);
            Write("}\n"u8);
            return;
        }

        var whole = JsonBytes.ParseObject(utf8);
        Object(type, form == ResponseForm.Table ? Row(whole) : PartialMetadata.Of(whole));
    }

    public void Bookmark(long revision, bool endsInitialEvents)
    {
        var metadata = new JsonObject { ["resourceVersion"] = revision.ToString(System.Globalization.CultureInfo.InvariantCulture), ["creationTimestamp"] = null };
        if (endsInitialEvents)
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        var kind = context.Resource.Kind;
        var (name, apiVersion) = form switch
        {
            ResponseForm.Metadata => ("PartialObjectMetadata", "meta.k8s.io/v1"),
            _ => (kind.Kind, kind.ApiVersion),
        };
        var obj = new JsonObject { ["kind"] = name, ["apiVersion"] = apiVersion, ["metadata"] = metadata };
        Object("BOOKMARK", form == ResponseForm.Table ? Row(obj) : obj);
    }

    public void Error(ApiException error) => Object("ERROR", error.Status);

    private JsonObject Row(JsonObject obj)
    {
        var table = tables.Of(context, [obj], "", withColumns: !_columnsSent);
        _columnsSent = true;
        return table;
    }

    private void Object(string type, JsonObject obj)
    {
        Begin(type);
        Write(JsonBytes.Write(obj));
        Write("}\n"u8);
    }

    private void Begin(string type)
    {
        Write("{\"type\":\""u8);
        Write(System.Text.Encoding.ASCII.GetBytes(type));
        Write("\",\"object\":"u8);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(writer.GetSpan(bytes.Length));
        writer.Advance(bytes.Length);
    }
}

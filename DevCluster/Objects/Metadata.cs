using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Objects;

/// <summary>The parts of metadata that the server itself reads and writes.</summary>
internal static class Metadata
{
    extension(JsonObject obj)
    {
        public JsonObject Meta => obj.Child("metadata");
        public string Kind => obj.Text("kind") ?? "";
        public string ApiVersion => obj.Text("apiVersion") ?? "";
        public string Name => obj.Meta.Text("name") ?? "";
        public string? Namespace => obj.Meta.Text("namespace") is { Length: > 0 } ns ? ns : null;
        public string Uid => obj.Meta.Text("uid") ?? "";
        public string ResourceVersion => obj.Meta.Text("resourceVersion") ?? "";
        public long Generation => obj.Meta["generation"].Number() ?? 0;
        public bool Deleting => obj.Meta["deletionTimestamp"] is not null;

        public List<string> Finalizers
        {
            get => obj.Meta["finalizers"] is JsonArray list ? [.. list.Select(f => f.Text() ?? "")] : [];
            set
            {
                if (value.Count == 0)
                    obj.Meta.Remove("finalizers");
                else
                    obj.Meta["finalizers"] = new JsonArray([.. value.Select(f => (JsonNode)f)]);
            }
        }

        public DateTimeOffset? Created => ReadTime(obj.Meta["creationTimestamp"]);
    }

    /// <summary>A time as metadata holds it: whole seconds, UTC.</summary>
    public static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? ReadTime(JsonNode? node) =>
        node.Text() is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}

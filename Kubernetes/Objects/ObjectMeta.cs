using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Objects;

/// <summary>What every Kubernetes object has, read from its JSON. A missing or mistyped text is "", a missing list is empty.</summary>
public static class ObjectMeta
{
    extension(JsonObject obj)
    {
        /// <summary><c>apiVersion</c>, or "".</summary>
        public string ApiVersion => Text(obj, "apiVersion") ?? "";

        /// <summary><c>kind</c>, or "".</summary>
        public string Kind => Text(obj, "kind") ?? "";

        /// <summary><c>metadata</c>, or null.</summary>
        public JsonObject? Metadata => obj["metadata"] as JsonObject;

        /// <summary><c>metadata.name</c>, or "".</summary>
        public string Name => Text(obj.Metadata, "name") ?? "";

        /// <summary><c>metadata.namespace</c>; null in cluster scope.</summary>
        public string? Namespace => Text(obj.Metadata, "namespace") is { Length: > 0 } found ? found : null;

        /// <summary>Namespace and name.</summary>
        public ObjectName ObjectName => new(obj.Namespace, obj.Name);

        /// <summary><c>metadata.uid</c>, or "".</summary>
        public string Uid => Text(obj.Metadata, "uid") ?? "";

        /// <summary><c>metadata.resourceVersion</c>, or "".</summary>
        public string ResourceVersion => Text(obj.Metadata, "resourceVersion") ?? "";

        /// <summary><c>metadata.generation</c>, or 0.</summary>
        public long Generation => obj.Metadata?["generation"] is JsonValue value && value.TryGetValue(out long generation) ? generation : 0;

        /// <summary><c>metadata.deletionTimestamp</c>; null while the object is not being deleted.</summary>
        public DateTimeOffset? DeletionTimestamp =>
            Text(obj.Metadata, "deletionTimestamp") is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

        /// <summary><c>metadata.labels</c>, or null.</summary>
        public JsonObject? Labels => obj.Metadata?["labels"] as JsonObject;

        /// <summary><c>metadata.annotations</c>, or null.</summary>
        public JsonObject? Annotations => obj.Metadata?["annotations"] as JsonObject;

        /// <summary><c>metadata.finalizers</c>.</summary>
        public IReadOnlyList<string> Finalizers =>
            obj.Metadata?["finalizers"] is JsonArray { Count: > 0 } list ? [.. list.Select(AsText).OfType<string>()] : [];

        /// <summary><c>metadata.ownerReferences</c>.</summary>
        public IReadOnlyList<OwnerReference> OwnerReferences =>
            obj.Metadata?["ownerReferences"] is JsonArray { Count: > 0 } list ? [.. list.OfType<JsonObject>().Select(ReadOwner)] : [];

        /// <summary>The owner reference with <c>controller: true</c>, or null.</summary>
        public OwnerReference? ControllerReference => obj.OwnerReferences.FirstOrDefault(owner => owner.Controller);

        /// <summary>The value of a label, or null.</summary>
        public string? Label(string name) => Text(obj.Labels, name);

        /// <summary>The value of an annotation, or null.</summary>
        public string? Annotation(string name) => Text(obj.Annotations, name);
    }

    private static string? Text(JsonObject? parent, string name) => AsText(parent?[name]);

    private static string? AsText(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static OwnerReference ReadOwner(JsonObject owner) => new(
        Text(owner, "apiVersion") ?? "", Text(owner, "kind") ?? "", Text(owner, "name") ?? "", Text(owner, "uid") ?? "", IsTrue(owner, "controller"), IsTrue(owner, "blockOwnerDeletion"));

    private static bool IsTrue(JsonObject parent, string name) => parent[name] is JsonValue value && value.TryGetValue(out bool set) && set;
}

using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Watch;

/// <summary>One event of a watch: the object, or the Status of an error.</summary>
internal readonly record struct WatchEvent(WatchEventType Type, WatchedObject? Object, JsonObject? Status);

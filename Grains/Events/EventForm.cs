using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Events;

/// <summary>Writes events in the form of the server: <c>events.k8s.io/v1</c> with a series, or core <c>v1</c> with a count where that is missing.</summary>
internal sealed class EventForm(ApiResource resource)
{
    private const string NewGroup = "events.k8s.io";

    /// <summary>Bytes of a note, and characters of a reason and an action, that servers take.</summary>
    private const int MaxNote = 1024;
    private const int MaxReason = 128;

    /// <summary>An event of something without a namespace is in this one.</summary>
    private const string ClusterNamespace = "default";

    /// <summary>The longest part of an object's name in the name of its event: room for the rest in the 253 characters of a name.</summary>
    private const int MaxName = 230;

    public ApiResource Resource => resource;

    private bool IsNew => string.Equals(resource.Group, NewGroup, StringComparison.Ordinal);

    public static string NamespaceOf(EventSubject subject) => subject.Namespace ?? ClusterNamespace;

    /// <summary>A name that no other event has: the object's, and a hash of what happened to which object when.</summary>
    public static string NameOf(DueEvent due)
    {
        var hash = CanonicalJson.Hash(new JsonArray(due.Subject.Uid, due.Text.Reason, due.Text.Action, due.Text.Message, due.Last.UtcTicks));
        var name = due.Subject.Name.Length <= MaxName ? due.Subject.Name : due.Subject.Name[..MaxName].TrimEnd('-', '.');
        return $"{name}.{hash.ToString("x16", CultureInfo.InvariantCulture)}";
    }

    public JsonObject First(DueEvent due, string name)
    {
        var (subject, text) = (due.Subject, due.Text);
        var about = new JsonObject { ["apiVersion"] = subject.ApiVersion, ["kind"] = subject.Kind, ["name"] = subject.Name, ["uid"] = subject.Uid };
        if (subject.Namespace is { } ns)
            about["namespace"] = ns;
        var made = new JsonObject
        {
            ["apiVersion"] = resource.ApiVersion,
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = NamespaceOf(subject) },
            ["type"] = text.IsWarning ? "Warning" : "Normal",
            ["reason"] = Cut(text.Reason, MaxReason),
            ["action"] = Cut(text.Action, MaxReason),
            ["eventTime"] = Time(due.Last),
            ["reportingInstance"] = Stamps.FieldManager,
            [IsNew ? "regarding" : "involvedObject"] = about,
            [IsNew ? "note" : "message"] = Cut(text.Message, MaxNote),
            [IsNew ? "reportingController" : "reportingComponent"] = Stamps.FieldManager,
        };
        if (due.Total > 1)
            Add(made, due);
        return made;
    }

    /// <summary>The merge patch for something that happened again.</summary>
    public JsonObject Again(DueEvent due)
    {
        var patch = new JsonObject();
        Add(patch, due);
        return patch;
    }

    private void Add(JsonObject made, DueEvent due)
    {
        if (IsNew)
        {
            made["series"] = new JsonObject { ["count"] = due.Total, ["lastObservedTime"] = Time(due.Last) };
            return;
        }

        made["count"] = due.Total;
        made["lastTimestamp"] = Stamps.Time(due.Last);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Cut(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
            return text;
        var length = Math.Min(text.Length, bytes - 3);
        while (Encoding.UTF8.GetByteCount(text.AsSpan(0, length)) > bytes - 3)
            length--;
        if (char.IsHighSurrogate(text[length - 1]))
            length--;
        return text[..length] + "…";
    }
}

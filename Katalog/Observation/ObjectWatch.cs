using System.Text.Json.Nodes;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Gates;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Observation;

/// <summary>Objects of others whose events lead to passes: <c>observe.watch</c>, and <c>observe.events</c> for Kubernetes events (docs/decisions/093).</summary>
public sealed record ObjectWatch
{
    /// <summary>Its API version.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Templates see the last event under <c>.events.NAME</c>; null: they do not.</summary>
    public string? EventName { get; init; }

    /// <summary>Only this namespace; null: all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Only the object of this name; null: all.</summary>
    public string? ObjectName { get; init; }

    /// <summary>Objects that come count.</summary>
    public bool OnCreate { get; init; } = true;

    /// <summary>Changes count.</summary>
    public bool OnUpdate { get; init; } = true;

    /// <summary>Objects that go count.</summary>
    public bool OnDelete { get; init; } = true;

    /// <summary>Which custom resource it is about; null: its owner, else all.</summary>
    public KeyFrom? KeyFrom { get; init; }

    /// <summary>Values that the object has at these dot paths.</summary>
    internal IReadOnlyList<(FieldPath Path, string Value)> Fields { get; init; } = [];

    /// <summary>What must hold for an event to count; null: nothing.</summary>
    internal Gate? Gate { get; init; }

    /// <summary>Whether more than the metadata of an object that went is asked for.</summary>
    public bool ReadsWhatWent => OnDelete && (Fields.Count > 0 || Gate?.Conditions.Reads.Fields.Any(static read => read.Path is not ["metadata", ..]) is true);

    /// <summary>Whether an event counts.</summary>
    /// <param name="before">The object before; null: it came, or is not known.</param>
    /// <param name="now">The object; null: it went.</param>
    /// <param name="time">What conditions take as now.</param>
    public bool Counts(JsonObject? before, JsonObject? now, DateTimeOffset time)
    {
        var isOn = now is null ? OnDelete : before is null ? OnCreate : OnUpdate;
        if (!isOn || (now ?? before) is not { } live)
            return false;
        var scope = new TemplateScope(live.ToDictionary(each => each.Key, each => (object?)each.Value, StringComparer.Ordinal), TemplateSurroundings.At(time));
        return Fields.All(field => string.Equals(field.Path.Find(scope)?.ToString(), field.Value, StringComparison.Ordinal)) && LetsIn(scope, before, live);
    }

    private bool LetsIn(TemplateScope scope, JsonObject? before, JsonObject live)
    {
        if (Gate is not { } gate)
            return true;
        var changed = Sentinels.Of(before, live);
        foreach (var name in Sentinels.Names)
            scope = scope.With(name, changed.Contains(name) ? "true" : "false");
        try
        {
            return gate.LetsIn(changed) && gate.Conditions.Holds(scope);
        }
        catch (TemplateException)
        {
            return !gate.FailsClosed;
        }
    }
}

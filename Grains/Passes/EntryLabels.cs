using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Passes;

/// <summary>The labels that an entry gives to its custom resources. Which of them are ours is an annotation, so that those that are not declared any more go and those of others stay.</summary>
internal static class EntryLabels
{
    /// <summary>Adds to a patch of the metadata what is different.</summary>
    public static void AddTo(JsonObject metadata, CrdEntry entry, RenderContext context, JsonObject live)
    {
        var ours = (live.Annotation(Stamps.Labels) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (!entry.HasLabels && ours.Length == 0)
            return;
        var wanted = LifecycleRenderer.RenderLabels(entry, context);
        var labels = new JsonObject();
        foreach (var (name, value) in wanted)
        {
            if (!string.Equals(live.Label(name), value, StringComparison.Ordinal))
                labels[name] = value;
        }

        foreach (var name in ours.Where(name => !wanted.ContainsKey(name) && live.Label(name) is not null))
            labels[name] = null;
        if (labels.Count > 0)
            metadata["labels"] = labels;
        if (!ours.SequenceEqual(wanted.Keys, StringComparer.Ordinal))
            metadata["annotations"] = new JsonObject { [Stamps.Labels] = wanted.Count == 0 ? null : string.Join(',', wanted.Keys) };
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Enrichment;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Builds the variables that templates of an operator box see.</summary>
internal static class ContextScope
{
    public static TemplateScope Of(CrdEntry entry, RenderContext context)
    {
        var variables = new Dictionary<string, object?>(context.CustomResource.Count + 2, StringComparer.Ordinal);
        foreach (var (key, value) in context.CustomResource)
            variables[key] = value;
        variables["children"] = Children(entry, context, enricher: null);
        variables["ork"] = context.Ork.Variable;
        if (entry.Rollback is not null)
            variables["previous"] = new JsonObject { ["spec"] = context.PreviousSpec?.DeepClone() ?? new JsonObject() };
        if (!entry.External.IsEmpty)
            variables[ExternalRunner.Variable] = ExternalRunner.Known(entry, context);
        if (context.Events is { } events)
            variables["events"] = events;
        if (entry.Cross.Count > 0)
            variables[CrossRunner.Variable] = CrossRunner.Known(entry, new TemplateScope(variables, TemplateSurroundings.At(context.Now)), context);
        if (Enricher.Of(entry, new TemplateScope(variables, TemplateSurroundings.At(context.Now)), context) is { } enricher)
        {
            variables["children"] = Children(entry, context, enricher);
            var own = new JsonObject();
            enricher.Add(context.CustomResource, own);
            foreach (var (key, value) in own)
                variables[key] = value;
        }

        return new TemplateScope(variables, TemplateSurroundings.At(context.Now));
    }

    /// <summary>Under the lower-case kind the child of the last declared entry that exists, under its plural all by name; what <c>custom</c> entries made also
    /// under <c>custom</c> (docs/decisions/012).</summary>
    private static JsonObject Children(CrdEntry entry, RenderContext context, Enricher? enricher)
    {
        var all = new JsonObject();
        if (context.Children.Count == 0 || (entry.Reads.Children.Count == 0 && !entry.Reads.ReadsAllChildren))
            return all;

        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < entry.Resources.Count; i++)
            order[entry.Resources[i].Path] = i;

        var sorted = context.Children
            .Select(child => (Child: child, Position: order.GetValueOrDefault(child.EntryPath, -1)))
            .OrderBy(each => each.Position)
            .ThenBy(each => each.Child.Namespace, StringComparer.Ordinal)
            .ThenBy(each => each.Child.Name, StringComparer.Ordinal);
        foreach (var (child, position) in sorted)
        {
            Add(all, child.Kind.ToLowerInvariant(), child, entry.Reads, enricher);
            if (position >= 0 && entry.Resources[position].IsCustom)
                Add(all, "custom", child, entry.Reads, enricher);
        }

        return all;
    }

    private static void Add(JsonObject all, string name, LiveChild child, EntryReads reads, Enricher? enricher)
    {
        if (!reads.ReadsAllChildren && !reads.Children.ContainsKey(name))
            return;
        var visible = Visible(child);
        enricher?.Add(visible, visible);
        all[name] = visible;
        var plural = $"{name}s";
        if (all[plural] is not JsonObject byName)
            all[plural] = byName = [];
        byName[child.Name] = visible.DeepClone();
    }

    /// <summary>What is seen of a child, as an object.</summary>
    public static JsonObject Visible(LiveChild child)
    {
        var visible = (JsonObject)child.Parts.DeepClone();
        visible["apiVersion"] = child.ApiVersion;
        visible["kind"] = child.Kind;
        if (visible["metadata"] is not JsonObject metadata)
            visible["metadata"] = metadata = [];
        metadata["name"] = child.Name;
        if (child.Namespace is not null)
            metadata["namespace"] = child.Namespace;
        return visible;
    }
}

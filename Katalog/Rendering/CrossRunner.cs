using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Selectors;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Makes what templates see under <c>.cross</c>.</summary>
internal static class CrossRunner
{
    public const string Variable = "cross";

    private const string Everywhere = "*";

    /// <summary>Every cross read of the entry, by its name.</summary>
    /// <exception cref="CrossPendingException">One is not known yet.</exception>
    /// <exception cref="ExternalPendingException">The answer of another runtime is not there yet.</exception>
    public static JsonObject Known(CrdEntry entry, TemplateScope scope, RenderContext context)
    {
        var known = new JsonObject();
        foreach (var read in entry.Cross)
            known[read.As] = View(entry, read, scope, context);
        return known;
    }

    /// <summary>Adds the reads whose selector cannot be rendered.</summary>
    public static void Check(CrdEntry entry, TemplateScope scope, List<RenderFailure> failures)
    {
        foreach (var read in entry.Cross)
        {
            if (Find(scope, read) is { } view && (bool?)view["failed"] is true)
                failures.Add(new RenderFailure($"observe.cross.{read.As}", read.Place, (string?)view["error"] ?? ""));
        }
    }

    /// <summary>Whether something that is read is not there, so that what depends on it is not known. No match of a query for all is an answer.</summary>
    public static bool AnyMissing(CrdEntry entry, TemplateScope scope) =>
        entry.Cross.Count > 0 && entry.Cross.Any(read => Find(scope, read) is not { } view || (!read.TakesAll && (bool?)view["found"] is not true) || ((string?)view["error"])?.Length > 0);

    private static JsonObject? Find(TemplateScope scope, CrossRead read) => scope.TryGet(Variable, out var all) && all is JsonObject known ? known[read.As] as JsonObject : null;

    private static JsonObject View(CrdEntry entry, CrossRead read, TemplateScope scope, RenderContext context)
    {
        CrossQuery query;
        try
        {
            query = Render(entry, read, scope, context);
            if (read.Host is not null)
                return query.Name is { Length: > 0 } ? RemoteCross.View(query, scope, context) : new JsonObject { ["found"] = false };
        }
        catch (RenderFaultException e)
        {
            return new JsonObject { ["found"] = false, ["error"] = e.Message, ["failed"] = true };
        }

        // A name that renders to nothing names nothing.
        var result = context.Cross is null || (read.Name is not null && query.Name is not { Length: > 0 }) ? CrossResult.Nothing : context.Cross.Read(query);
        var view = result.Objects is [var first, ..] ? Visible(first, query.Projection) : [];
        view["found"] = result.Objects.Count > 0;
        if (read.TakesAll)
        {
            view["count"] = result.Objects.Count;
            view["items"] = new JsonArray([.. result.Objects.Select(each => Visible(each, query.Projection))]);
        }

        if (result.Metrics is { } metrics)
            view["metrics"] = metrics.DeepClone();
        if (result.Health is { } health)
            view["health"] = health.DeepClone();
        if (result.Error.Length > 0)
            view["error"] = result.Error;
        return view;
    }

    private static JsonObject Visible(JsonObject live, Projection projection)
    {
        var visible = projection.Apply(live);
        visible["apiVersion"] = live["apiVersion"]?.DeepClone();
        visible["kind"] = live["kind"]?.DeepClone();
        if (visible["metadata"] is not JsonObject metadata)
            visible["metadata"] = metadata = [];
        metadata["name"] = live["metadata"]?["name"]?.DeepClone();
        if (live["metadata"]?["namespace"] is { } ns)
            metadata["namespace"] = ns.DeepClone();
        return visible;
    }

    /// <summary>Without a selector it is the custom resource of the same name.</summary>
    private static CrossQuery Render(CrdEntry entry, CrossRead read, TemplateScope scope, RenderContext context)
    {
        var metadata = context.CustomResource["metadata"];
        var labels = Labels(read, scope);
        var ns = Text(read.Namespace, scope) is { Length: > 0 } given ? given : (string?)metadata?["namespace"];
        return new CrossQuery
        {
            Read = read,
            Namespace = string.Equals(ns, Everywhere, StringComparison.Ordinal) ? null : ns,
            Name = read.Name is not null ? Text(read.Name, scope) : labels.Count == 0 ? (string?)metadata?["name"] : null,
            Labels = labels,
            Projection = entry.Reads.OfCross(read.As),
            ReadsBox = entry.Reads.CrossBoxes.Contains(read.As),
        };
    }

    private static IReadOnlyList<Requirement> Labels(CrossRead read, TemplateScope scope) => read.MatchLabels is not { } match
        ? read.Labels
        : [.. read.Labels, .. match.Entries.Select(each => new Requirement(each.Key, RequirementOperator.In, [Text(each.Value, scope)]))];

    private static string Text(Fragment? fragment, TemplateScope scope) =>
        fragment is null ? "" : fragment.ConstantText ?? Values.ToText(fragment.Evaluate(scope), fragment.Place) ?? "";
}

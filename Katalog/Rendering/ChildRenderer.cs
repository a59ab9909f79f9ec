using System.Text.Json.Nodes;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Resources;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Renders one declaration in one scope.</summary>
internal sealed class ChildRenderer(ResourceEntry entry, ChildBody body, OwnerLabels owner, string ownerName, string? ownerNamespace, bool ownerHasWorkloads, WatchedWorld world)
{
    /// <summary>Whether the conditions hold.</summary>
    public bool IsWanted(TemplateScope scope)
    {
        try
        {
            for (var i = 0; i < body.Conditions.Count; i++)
            {
                if (!body.Conditions[i].Holds(scope))
                    return false;
            }

            return true;
        }
        catch (TemplateException e)
        {
            throw new RenderFaultException(entry.Place, $"a condition failed: {e.Id}: {e.Message}", e);
        }
    }

    /// <summary>The namespaces of the copies of one element, and whether they could be told; null: there is one child.</summary>
    public (IReadOnlyList<string>? Namespaces, bool IsComplete) Copies(TemplateScope scope)
    {
        if (body.ToNamespaces is not { } fragment)
            return (null, true);
        var namespaces = Values.ToTexts(fragment, scope);
        if (namespaces.FirstOrDefault(ns => ObjectNames.Fault(ns, NameRule.Label) is not null) is { } wrong)
            throw new RenderFaultException(fragment.Place, $"the namespace {wrong} {ObjectNames.Fault(wrong, NameRule.Label)}");
        return (namespaces, namespaces.Count > 0 || fragment.Reads.Fields.All(field => field.Path is ["spec" or "metadata" or "status", ..]));
    }

    /// <param name="scope">The variables of the element.</param>
    /// <param name="wanted">Whether its conditions hold.</param>
    /// <param name="copyTo">The namespace of this copy; null: the namespace that the entry says.</param>
    /// <param name="copies">This child and its copies.</param>
    public RenderedChild Render(TemplateScope scope, bool wanted, string? copyTo, CopyGroup copies)
    {
        var fields = new Block(body.Fields, scope);
        var kind = body.Shape.KindOf(fields);
        var name = Name(scope);
        var ns = copyTo ?? Namespace(scope);
        return new RenderedChild(entry, kind.ApiVersion, kind.Kind, ns, name, wanted, wanted ? Object(fields, kind, ns, name, copies) : null);
    }

    private JsonObject Object(Block fields, KindReference kind, string? ns, string name, CopyGroup copies)
    {
        var metadata = new JsonObject { ["name"] = name };
        metadata.AddIfGiven("namespace", ns);
        var labels = Texts(body.Labels, fields.Scope);
        metadata.AddIfGiven("labels", labels);
        metadata.AddIfGiven("annotations", Texts(body.Annotations, fields.Scope));
        var target = new JsonObject { ["apiVersion"] = kind.ApiVersion, ["kind"] = kind.Kind, ["metadata"] = metadata };
        body.Shape.Render(new ChildScope(name, ns ?? ownerNamespace, ownerName, ownerNamespace, owner, ownerHasWorkloads, fields, labels, world, copies) { Autoscale = entry.Autoscale }, target);
        return target;
    }

    private string Name(TemplateScope scope)
    {
        var (name, place) = body.Name is { } fragment
            ? (Values.ToText(fragment.Evaluate(scope), fragment.Place), fragment.Place)
            : (null, entry.Place);
        if (string.IsNullOrEmpty(name))
            name = body.Shape.DefaultNameSuffix is { } suffix && body.Name is null ? ownerName + suffix : throw new RenderFaultException(place, "the name is empty");
        return ObjectNames.Fault(name, body.Shape.Names) is { } fault ? throw new RenderFaultException(place, $"the name {name} {fault}") : name;
    }

    /// <summary>Null when none is given, or when it renders to nothing: the namespace of the custom resource.</summary>
    private string? Namespace(TemplateScope scope)
    {
        if (body.Namespace is not { } fragment || Values.ToText(fragment.Evaluate(scope), fragment.Place) is not { Length: > 0 } ns)
            return null;
        return ObjectNames.Fault(ns, NameRule.Label) is { } fault ? throw new RenderFaultException(fragment.Place, $"the namespace {ns} {fault}") : ns;
    }

    private static JsonObject? Texts(MapFragment? map, TemplateScope scope)
    {
        if (map is null)
            return null;
        var all = new JsonObject();
        for (var i = 0; i < map.Entries.Count; i++)
        {
            var (key, value) = map.Entries[i];
            all[key] = value.ConstantText ?? Values.ToText(value.Evaluate(scope), value.Place) ?? "";
        }

        return all.Count == 0 ? null : all;
    }
}

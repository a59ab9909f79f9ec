using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Puts the normalised values into the variables of an operator box. Every value sees the custom resource as it is written; one that renders to nothing
/// leaves the field as it is.</summary>
internal static class Normalizer
{
    public const string ChangesKey = "_normalizeChanges";

    /// <param name="definition">What is normalised.</param>
    /// <param name="written">The variables with the custom resource as it is written.</param>
    /// <param name="fail">Takes what cannot be rendered; the field then stays as it is.</param>
    public static TemplateScope Apply(NormalizeDefinition definition, TemplateScope written, Action<RenderFailure> fail)
    {
        if (definition.Fields.Count == 0)
            return written;

        var spec = written.TryGet("spec", out var given) && given is JsonObject present ? (JsonObject)present.DeepClone() : [];
        var changes = new JsonObject();
        foreach (var field in definition.Fields)
        {
            try
            {
                if (field.Value?.ToNode(written) is { } value)
                    Set(spec, field, value, changes);
            }
            catch (RenderFaultException e)
            {
                fail(new RenderFailure($"normalize.spec.{string.Join('.', field.Path)}", e.Place, e.Message));
            }
        }

        var variables = new Dictionary<string, object?>(StringComparer.Ordinal) { ["spec"] = spec };
        if (definition.Audit)
            variables[ChangesKey] = changes;
        return written.With(variables);
    }

    private static void Set(JsonObject spec, NormalizedField field, JsonNode value, JsonObject changes)
    {
        var target = spec;
        for (var i = 0; i < field.Path.Count - 1; i++)
        {
            if (target[field.Path[i]] is not JsonObject next)
                target[field.Path[i]] = next = [];
            target = next;
        }

        var name = field.Path[^1];
        var before = target[name];
        if (JsonNode.DeepEquals(before, value))
            return;
        changes[string.Join('.', field.Path)] = new JsonObject { ["from"] = before?.DeepClone(), ["to"] = value.DeepClone() };
        target[name] = value;
    }
}

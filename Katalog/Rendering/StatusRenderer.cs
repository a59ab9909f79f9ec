using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Decides what the declared status fields say: in order, the last entry of a path that matches wins. A value that renders to nothing clears its field,
/// so that the status never shows what is no longer true (docs/decisions/013).</summary>
internal sealed class StatusRenderer(TemplateScope scope, bool passSucceeded)
{
    private readonly Dictionary<string, (StatusField Field, JsonNode? Value)> _matched = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StatusField> _switchedOff = new(StringComparer.Ordinal);
    private readonly List<RenderFailure> _failures = [];

    public StatusPatch Render(IReadOnlyList<StatusField> fields)
    {
        foreach (var field in fields)
            Evaluate(field);

        var patch = new JsonObject();
        var cleared = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (path, (field, value)) in _matched)
        {
            if (value is null)
                cleared.Add(path);
            else
                Set(patch, field.Path, value);
        }

        cleared.UnionWith(_switchedOff.Keys.Where(path => !_matched.ContainsKey(path)));
        return new StatusPatch(patch, [.. cleared], _failures);
    }

    private void Evaluate(StatusField field)
    {
        if (field.Value is not { } fragment || (field.Conditions.IsEmpty && !passSucceeded))
            return;

        var path = string.Join('.', field.Path);
        try
        {
            if (field.Conditions.Holds(scope))
                _matched[path] = (field, StatusValue.Read(fragment.Evaluate(scope), field.Type, fragment.Place));
            else if (field.ClearOnFalse)
                _switchedOff[path] = field;
        }
        catch (RenderFaultException e)
        {
            _failures.Add(new RenderFailure(path, e.Place, e.Message));
        }
        catch (TemplateException e)
        {
            _failures.Add(new RenderFailure(path, field.Place, $"a condition failed: {e.Id}: {e.Message}"));
        }
    }

    private static void Set(JsonObject target, IReadOnlyList<string> path, JsonNode value)
    {
        for (var i = 0; i < path.Count - 1; i++)
        {
            if (target[path[i]] is not JsonObject next)
                target[path[i]] = next = [];
            target = next;
        }

        target[path[^1]] = value;
    }
}

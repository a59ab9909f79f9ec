using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>A map of an object in its native form some of whose keys are templates. A key that renders to nothing is left out with its value.</summary>
internal sealed class KeyedMapFragment(SourcePlace place, IReadOnlyList<(Fragment Key, Fragment Value)> entries) : Fragment(place)
{
    public override TemplateReads Reads { get; } = UnitedReads.Of(entries.SelectMany(entry => (TemplateReads[])[entry.Key.Reads, entry.Value.Reads]));

    public override string Written => "{" + string.Join(',', entries.Select(entry => $"{entry.Key.Written}:{entry.Value.Written}")) + "}";

    public override object Evaluate(TemplateScope scope) => ToNode(scope);

    public override Fragment Structure(TemplateScope scope) => NodeFragment.Of(Place, ToNode(scope));

    public override JsonObject ToNode(TemplateScope scope)
    {
        var all = new JsonObject();
        foreach (var (key, fragment) in entries)
        {
            if (Values.ToText(key.Evaluate(scope), key.Place) is { Length: > 0 } name && fragment.ToNode(scope) is { } value && !all.TryAdd(name, value))
                throw new RenderFaultException(key.Place, $"the key {name} is here twice");
        }

        return all;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>A map. What evaluates to nothing is left out.</summary>
internal sealed class MapFragment : Fragment
{
    private readonly Dictionary<string, Fragment> _byKey;

    public MapFragment(SourcePlace place, IReadOnlyList<KeyValuePair<string, Fragment>> entries) : base(place)
    {
        Entries = entries;
        _byKey = entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        Reads = UnitedReads.Of(entries.Select(entry => entry.Value.Reads));
    }

    public IReadOnlyList<KeyValuePair<string, Fragment>> Entries { get; }

    public override TemplateReads Reads { get; }

    public override string Written => "{" + string.Join(',', Entries.Select(entry => $"{entry.Key}:{entry.Value.Written}")) + "}";

    public bool TryGet(string key, [NotNullWhen(true)] out Fragment? value) => _byKey.TryGetValue(key, out value);

    public override object Evaluate(TemplateScope scope) => ToNode(scope);

    public override JsonObject ToNode(TemplateScope scope)
    {
        var all = new JsonObject();
        for (var i = 0; i < Entries.Count; i++)
        {
            var (key, fragment) = Entries[i];
            if (fragment.ToNode(scope) is { } value)
                all[key] = value;
        }

        return all;
    }
}

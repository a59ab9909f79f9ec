using System.Text.Json.Nodes;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Migration;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>All that an entry says, as one text: the same for every spelling and every order of keys, and another one when an input of a Motif is.</summary>
internal static class EntryText
{
    public static string Of(MapNode entry)
    {
        var scopes = new HashSet<ImportScope>(ReferenceEqualityComparer.Instance);
        Collect(entry, scopes);
        var inputs = scopes.Select(scope => $"{scope.Motif}: {string.Join(", ", scope.Inputs.Select(input => $"{input.Name} {input.Type} {(input.Value is { } value ? Sorted(value.Node)?.ToJsonString() : "")}"))}");
        return string.Join('\n', [Sorted(Present(entry))?.ToJsonString() ?? "", .. inputs]);
    }

    /// <summary>The name is given apart: in the older list it is a key of the entry.</summary>
    private static Node Present(MapNode entry) => SchemaWalk.Present(Spelling.Upgrade(NodeMerge.Without(entry, "name")), Shape.Block(KatalogLanguage.Entry));

    private static JsonNode? Sorted(Node node) => node switch
    {
        MapNode map => new JsonObject(map.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        ListNode list => new JsonArray([.. list.Items.Select(Sorted)]),
        _ => NodeJson.Of(node),
    };

    private static void Collect(Node node, HashSet<ImportScope> scopes)
    {
        if (node.Source.Scope is { } scope && scopes.Add(scope))
        {
            foreach (var input in scope.Inputs)
            {
                if (input.Value is { } value)
                    Collect(value.Node, scopes);
            }
        }

        foreach (var below in node switch { MapNode map => map.Entries.Select(entry => entry.Value), ListNode list => list.Items, _ => [] })
            Collect(below, scopes);
    }
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Types;

/// <summary>Reads the tables of built-in types. A file is lines:
/// <code>
/// package io.k8s.api.apps.v1          the OpenAPI package of the types below
/// group apps/v1                       the API version of the kinds below
/// kind Deployment deployments(deploy) all status scale gen     flags: cluster (not namespaced), status, scale, gen (counts generations), all or @name (category)
/// type DeploymentStrategy [atomic] [other package]
///   field Type? ~name = 1             ? keeps zero, ! required, + always there; []T atomic list, [set]T, [key,key]T, {}T map;
///                                     ~ merges a list in strategic patches, ~key by that key, ~replace, ~retainKeys, ~key+retainKeys; (A|B) the only values; = default as JSON
/// </code></summary>
internal sealed class TypeDefinitionReader
{
    private string _package = "";
    private string _apiVersion = "";
    private TypeDefinition? _current;

    public List<TypeDefinition> Types { get; } = [];
    public List<KindDefinition> Kinds { get; } = [];

    public void Read(TextReader reader)
    {
        _current = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == ' ')
                (_current ?? throw new FormatException($"a field outside of a type: {line}")).Fields.Add(Field(line));
            else
                Heading(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private void Heading(string[] words)
    {
        switch (words[0])
        {
            case "package":
                _package = words[1];
                break;
            case "group":
                _apiVersion = words[1];
                break;
            case "type":
                _current = new TypeDefinition(words[^1].Contains('.', StringComparison.Ordinal) ? words[^1] : _package, words[1], words.Contains("atomic", StringComparer.Ordinal));
                Types.Add(_current);
                break;
            case "kind":
                _current = new TypeDefinition(_package, words[1], Atomic: false);
                Types.Add(_current);
                var names = words[2].TrimEnd(')').Split('(');
                var shortNames = names.Length > 1 ? names[1].Split(',') : [];
                Kinds.Add(new KindDefinition(_apiVersion, names[0], shortNames, words.Skip(3).ToHashSet(StringComparer.Ordinal), _current));
                break;
            default:
                throw new FormatException($"not a heading: {words[0]}");
        }
    }

    private static FieldDefinition Field(string line)
    {
        var parts = line.Split(" = ", 2);
        var words = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var type = words[1].TrimEnd('?', '!', '+');
        var marks = words[1][type.Length..];
        var field = new FieldDefinition(words[0], type[(Prefix(type) is var end ? end : 0)..])
        {
            Container = type[0] switch { '[' => SchemaType.List, '{' => SchemaType.Map, _ => null },
            ListType = type[0] != '[' || type[1] == ']' ? ListType.Atomic : type.StartsWith("[set]", StringComparison.Ordinal) ? ListType.Set : ListType.Map,
            Presence = marks.Contains('+', StringComparison.Ordinal) ? Presence.Always : marks.Length > 0 ? Presence.WhenSet : Presence.UnlessZero,
            Required = marks.Contains('!', StringComparison.Ordinal),
            Atomic = words.Contains("atomic", StringComparer.Ordinal),
            Granular = words.Contains("granular", StringComparer.Ordinal),
            Strategic = Array.Find(words, w => w[0] == '~') is { } strategy ? Strategic(strategy[1..]) : null,
            Enum = Array.Find(words, w => w[0] == '(') is { } choices ? choices.Trim('(', ')').Split('|') : [],
            Default = parts.Length > 1 ? JsonNode.Parse(parts[1]) : null,
        };
        return field.ListType == ListType.Map ? field with { ListMapKeys = type[1..(Prefix(type) - 1)].Split(',') } : field;
    }

    private static int Prefix(string type) => type[0] is '[' or '{' ? type.IndexOfAny([']', '}']) + 1 : 0;

    private static StrategicMerge Strategic(string text)
    {
        var words = text.Split('+');
        var retainKeys = words[^1] is "retainKeys";
        return words[0] switch
        {
            "" => new StrategicMerge(Merge: true),
            "replace" => new StrategicMerge(Merge: false, Replace: true),
            "retainKeys" => new StrategicMerge(Merge: false, RetainKeys: true),
            var key => new StrategicMerge(Merge: true, MergeKey: key, RetainKeys: retainKeys),
        };
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>The environment of a container.</summary>
internal static class EnvironmentVariables
{
    /// <summary><c>env</c> as a list of native entries or as a map of names to values, and the single keys of <c>envFrom</c>.</summary>
    public static JsonArray? Render(Block fields)
    {
        if (!fields.Has("env") && !fields.Has("envFrom"))
            return null;
        var all = new JsonArray();
        if (fields.IsList("env"))
        {
            foreach (var variable in fields.Each("env"))
                all.Add(Variable(variable.RequiredText("name"), variable.Text("value"), variable.Raw("valueFrom")));
        }
        else if (fields.At("env") is { } map)
        {
            foreach (var (name, _) in map.Entries)
                all.Add(Variable(name, map.Text(name), null));
        }

        foreach (var (kind, source) in DeclaredSources(fields).Where(each => each.Source.Has("keys")))
            AddKeys(kind, source, all);
        return all.Count == 0 ? null : all;
    }

    /// <summary>Whole secrets and config maps, in the short form or in the native one.</summary>
    public static JsonArray? Sources(Block fields)
    {
        if (!fields.Has("envFrom"))
            return null;
        if (fields.IsList("envFrom"))
            return fields.Raw("envFrom") as JsonArray;
        var all = new JsonArray([.. DeclaredSources(fields).Where(each => !each.Source.Has("keys")).Select(each => Source(each.Kind, each.Source))]);
        return all.Count == 0 ? null : all;
    }

    private static IEnumerable<(string Kind, Block Source)> DeclaredSources(Block fields)
    {
        if (fields.IsList("envFrom") || fields.At("envFrom") is not { } block)
            return [];
        return block.Each("secretRef").Select(source => ("secretRef", source)).Concat(block.Each("configMapRef").Select(source => ("configMapRef", source)));
    }

    /// <summary>Only some keys, or keys with something after them: Kubernetes has that for single variables only.</summary>
    private static void AddKeys(string kind, Block source, JsonArray all)
    {
        var name = source.RequiredText("name");
        foreach (var key in source.TextList("keys") ?? [])
        {
            var reference = new JsonObject { ["name"] = name, ["key"] = key!.GetValue<string>() };
            reference.AddIfGiven("optional", source.Flag("optional") is { } optional ? JsonValue.Create(optional) : null);
            var valueFrom = new JsonObject { [kind is "secretRef" ? "secretKeyRef" : "configMapKeyRef"] = reference };
            all.Add(Variable($"{source.Text("prefix")}{key}{source.Text("suffix")}", null, valueFrom));
        }
    }

    /// <summary>An empty value is left out: that is what the API server stores.</summary>
    private static JsonObject Variable(string name, string? value, JsonNode? valueFrom)
    {
        var variable = new JsonObject { ["name"] = name };
        variable.AddIfGiven("value", value);
        variable.AddIfGiven("valueFrom", valueFrom);
        return variable;
    }

    private static JsonObject Source(string kind, Block source)
    {
        var reference = new JsonObject { ["name"] = source.RequiredText("name") };
        reference.AddIfGiven("optional", source.Flag("optional") is { } optional ? JsonValue.Create(optional) : null);
        var all = new JsonObject();
        all.AddIfGiven("prefix", source.Text("prefix"));
        all[kind] = reference;
        return all;
    }
}

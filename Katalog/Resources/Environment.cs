using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Resources;

/// <summary>The environment of a container.</summary>
internal static class Environment
{
    /// <summary><c>env</c> as a list of native entries, or as a map of names to values.</summary>
    public static JsonArray? Variables(Block fields)
    {
        var all = new JsonArray();
        foreach (var variable in fields.Each("env"))
            all.Add(Variable(variable.RequiredText("name"), variable.Text("value"), variable.Raw("valueFrom")));
        if (fields.At("env") is { } map)
        {
            foreach (var (name, _) in map.Entries)
                all.Add(Variable(name, map.Text(name), null));
        }

        return all.Count == 0 ? null : all;
    }

    public static JsonArray? Sources(Block? block)
    {
        if (block is null)
            return null;
        var all = new JsonArray();
        foreach (var kind in (ReadOnlySpan<string>)["secretRef", "configMapRef"])
        {
            foreach (var source in block.Each(kind))
                all.Add(Source(kind, source));
        }

        return all.Count == 0 ? null : all;
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

using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Schema;

namespace Orkestra.Katalog.Tests.Schema;

/// <summary>Values for the keys of the language, made from their shapes. Where a text has a form of its own, the key has its values here.</summary>
internal static class SchemaSamples
{
    /// <summary>Values of keys that are more than their shape says.</summary>
    private static readonly Dictionary<string, string[]> Forms = new(StringComparer.Ordinal)
    {
        ["cron"] = ["\"0 8 * * *\"", "\"0 9 * * *\""],
        ["schedule"] = ["\"0 8 * * *\"", "\"0 9 * * *\""],
        ["labelSelector"] = ["\"a=b\"", "\"c=d\""],
        ["fieldSelector"] = ["\"metadata.name=a\"", "\"metadata.name=b\""],
        ["operator"] = ["\"equals\"", "\"notEquals\""],
        ["after"] = ["\"08:00\"", "\"09:00\""],
        ["before"] = ["\"18:00\"", "\"19:00\""],
        ["in"] = ["[ \"monday\" ]", "[ \"sunday\" ]", "\"a,b\"", "\"c,d\""],
        ["notIn"] = ["[ \"monday\" ]", "[ \"sunday\" ]", "\"a,b\"", "\"c,d\""],
        ["between"] = ["\"1,2\"", "\"3,4\""],
        ["notBetween"] = ["\"1,2\"", "\"3,4\""],
        ["regex"] = ["\"a+\"", "\"b+\""],
        ["crdFile"] = ["\"crd.yaml\"", "\"other.yaml\""],
        ["namespace"] = ["\"one\"", "\"two\""],
        ["expression"] = ["\"one\"", "\"{{ .spec.a }}\""],
        ["multiplier"] = ["1.5", "2.5"],
        ["field"] = ["\"spec.a1\"", "\"spec.b2\""],
        ["apiVersion"] = ["\"example.io/v1\"", "\"example.io/v2\""],
    };

    /// <summary>What blocks need that only their binder says.</summary>
    private static readonly Dictionary<string, string> Needs = new(StringComparer.Ordinal)
    {
        ["a condition"] = """{ "field": "spec.a", "operator": "exists" }""",
        ["a validation rule"] = """{ "field": "spec.a", "operator": "exists" }""",
        ["a mutation rule"] = """{ "field": "spec.a" }""",
        ["apiTypes"] = """{ "group": "a.io", "version": "v1", "kind": "Thing", "plural": "things" }""",
        ["an autoscaler"] = """{ "maxReplicas": 5 }""",
        ["auth"] = """{ "env": "A" }""",
        ["a probe"] = """{ "path": "/" }""",
        ["a claim template"] = """{ "name": "c", "storageSize": "1Gi" }""",
    };

    /// <summary>What makes the other keys count, by keys that blocks have.</summary>
    private static readonly Dictionary<string[], string> Context = new()
    {
        [["image", "port", "probes"]] = """{ "image": "a", "port": 80 }""",
        [["targetPort", "headless"]] = """{ "port": 80 }""",
        [["configMaps", "when", "deployments"]] = """{ "configMaps": [ { "name": "around" } ] }""",
    };

    /// <summary>What a key of a comparison needs besides it; the operator is then another one.</summary>
    private static readonly Dictionary<string, string> Comparisons = new(StringComparer.Ordinal)
    {
        ["field"] = """{ "operator": "exists" }""",
        ["operator"] = """{ "field": "spec.a", "value": "1" }""",
        ["value"] = """{ "field": "spec.a", "operator": "equals" }""",
        ["valueType"] = """{ "field": "spec.a", "operator": "equals", "value": "1" }""",
        ["negate"] = """{ "field": "spec.a", "operator": "exists" }""",
        ["cron"] = "{}",
        ["duration"] = """{ "cron": "0 8 * * *" }""",
        ["time"] = "{}",
        ["dayOfWeek"] = "{}",
        ["message"] = """{ "field": "spec.a", "operator": "exists" }""",
        ["action"] = """{ "field": "spec.a", "operator": "exists" }""",
        ["link"] = """{ "field": "spec.a", "operator": "exists" }""",
        ["fires"] = """{ "field": "spec.a", "operator": "exists" }""",
        ["when"] = """{ "field": "spec.a", "operator": "exists" }""",
        ["or"] = """{ "field": "spec.a", "operator": "exists" }""",
    };

    private static readonly IReadOnlyList<string> Profiles = [.. ((JsonObject)NodeJson.Of(BuiltInProfiles.Read(new Findings()).Node)!).SelectMany(static of => ((JsonObject)of.Value!).Select(static profile => profile.Key)).Distinct(StringComparer.Ordinal)];

    /// <summary>Several values; at least one differs from what the key means without a value.</summary>
    public static IEnumerable<JsonNode> Of(string key, Shape shape)
    {
        var facts = shape.Facts;
        if (Forms.TryGetValue(key, out var forms))
            return forms.Select(static text => JsonNode.Parse(text)!);
        if (shape is ProfileShape || string.Equals(key, "profile", StringComparison.Ordinal))
            return Profiles.Select(static name => (JsonNode)JsonValue.Create(name)!);
        return facts switch
        {
            { Options.Count: > 0 } => facts.Options.SelectMany(option => Of(key, option)),
            { Items: { } items } => Of(key, items).Take(3).Select(static item => new JsonArray(item.DeepClone())),
            { Values: { } values } => Of(key, values).Take(3).Select(static value => new JsonObject { ["n1"] = value.DeepClone() }),
            { Block: { } block } => [Minimal(block)],
            { Allowed.Count: > 0 } => facts.Allowed.Where(static text => text.Length > 0).Select(static text => (JsonNode)JsonValue.Create(text)!),
            { Type: "true or false" } => [JsonValue.Create(true), JsonValue.Create(false)],
            { Type: "length of time" } => [JsonValue.Create("41m"), JsonValue.Create("42m")],
            { Type: "whole number" } => Numbers(facts.Min ?? 0, facts.Max ?? long.MaxValue),
            { Type: "anything" } => [JsonValue.Create("v1"), JsonNode.Parse("{ \"a\": \"b\" }")!, JsonNode.Parse("[ { \"name\": \"a\" } ]")!],
            _ => [JsonValue.Create("v1"), JsonValue.Create("v2"), JsonValue.Create("true")],
        };
    }

    /// <summary>The block with what it needs and nothing else.</summary>
    public static JsonObject Minimal(BlockSchema block)
    {
        var map = new JsonObject();
        if (Needs.TryGetValue(block.Name, out var needs))
        {
            // Profiles have names of the blocks that they fill, and fewer keys.
            foreach (var (key, value) in ((JsonObject)JsonNode.Parse(needs)!).Where(need => block.Knows(need.Key)))
                map[key] = value!.DeepClone();
        }

        if (block.Name is not "an entry" && block.Knows("name") && block.Knows("labels"))
            map["name"] = "{{ .metadata.name }}-x{{ .index }}";
        foreach (var (key, value) in Context.Where(context => context.Key.All(block.Knows)).SelectMany(static context => (JsonObject)JsonNode.Parse(context.Value)!))
            map.TryAdd(key, value!.DeepClone());
        foreach (var key in block.Keys.Where(key => key.IsRequired && !map.ContainsKey(key.Name)))
            map[key.Name] = One(key);
        foreach (var rule in block.Rules.Where(static rule => rule.Kind == KeyRuleKind.OneOf))
        {
            if (!map.ContainsKey(rule.Key) && !rule.Others.Any(map.ContainsKey))
                Give(block, map, rule.Key);
        }

        return map;
    }

    /// <summary>Puts a value of a key into a map, with what it needs, and without what it excludes.</summary>
    public static void Give(BlockSchema block, JsonObject map, string key, JsonNode? value = null)
    {
        if (block.Name is "a condition" or "a validation rule")
        {
            map.Clear();
            foreach (var (name, needed) in (JsonObject)JsonNode.Parse(Comparisons.GetValueOrDefault(key, """{ "field": "spec.a" }"""))!)
                map[name] = needed!.DeepClone();
        }

        foreach (var rule in block.Rules.Where(static rule => rule.Kind == KeyRuleKind.Excludes))
        {
            foreach (var other in Clashing(rule, key))
                map.Remove(other);
        }

        foreach (var rule in block.Rules.Where(rule => rule.Kind == KeyRuleKind.Needs && rule.Key == key))
        {
            if (!rule.Others.Any(map.ContainsKey))
                Give(block, map, rule.Others[0]);
        }

        map[key] = (value ?? One(block.Find(key)!)).DeepClone();
    }

    private static IEnumerable<string> Clashing(KeyRule rule, string key) => rule.Key == key ? rule.Others : rule.Others.Contains(key, StringComparer.Ordinal) ? [rule.Key] : [];

    private static JsonNode One(KeySchema key) => Of(key.Name, key.Shape).First().DeepClone();

    private static IEnumerable<JsonNode> Numbers(long min, long max)
    {
        for (var number = Math.Max(min, 0) + 1; number <= Math.Min(max, Math.Max(min, 0) + 3); number++)
            yield return JsonValue.Create(number);
        if (max == min)
            yield return JsonValue.Create(min);
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Schema;

namespace Orkestra.Katalog.Tests.Schema;

/// <summary>Every key of a kind of file that is accepted without a remark, with files that have it and one that has not.</summary>
internal sealed class SchemaKeys(string kind)
{
    /// <summary>The Katalog that imports the Motif under test.</summary>
    public const string AroundMotif =
        "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: a }\nspec: { crds: { shop: { crdFile: crd.yaml, operatorBox: { reconcile: { imports: [ { motif: motif.yaml } ], onReconcile: { configMaps: [ { name: c, data: { a: b } } ] } } } } } }\n";

    /// <summary>What uses a profile called n1 of each class.</summary>
    private static readonly Dictionary<string, string> UsersOfProfiles = new(StringComparer.Ordinal)
    {
        ["reconciler"] = """{ "profile": "n1" }""",
        ["networkPolicies"] = """{ "onReconcile": { "networkPolicies": [ { "name": "a", "profile": "n1" } ] } }""",
        ["resourceQuotas"] = """{ "onReconcile": { "resourceQuotas": [ { "name": "a", "profile": "n1" } ] } }""",
        ["limitRanges"] = """{ "onReconcile": { "limitRanges": [ { "name": "a", "profile": "n1" } ] } }""",
        ["hpa"] = """{ "onReconcile": { "hpa": [ { "name": "a", "maxReplicas": 5, "profile": "n1" } ] } }""",
        ["pdb"] = """{ "onReconcile": { "pdb": [ { "name": "a", "profile": "n1" } ] } }""",
        ["rollingUpdate"] = """{ "onReconcile": { "deployments": [ { "image": "a", "rollingUpdate": { "profile": "n1" } } ] } }""",
        ["resources"] = """{ "onReconcile": { "deployments": [ { "image": "a", "resources": { "profile": "n1" } } ] } }""",
        ["probes"] = """{ "onReconcile": { "deployments": [ { "image": "a", "port": 80, "probes": { "liveness": { "profile": "n1" } } } ] } }""",
        ["containerSecurity"] = """{ "onReconcile": { "deployments": [ { "image": "a", "securityContext": { "profile": "n1" } } ] } }""",
        ["podSecurity"] = """{ "onReconcile": { "deployments": [ { "image": "a", "podSecurity": { "profile": "n1" } } ] } }""",
    };

    private readonly HashSet<(BlockSchema?, BlockSchema)> _seen = [];
    private readonly HashSet<BlockSchema> _elsewhere = [];

    private BlockSchema Document => kind switch
    {
        "Katalog" => KatalogLanguage.Document,
        "Komposer" => KatalogLanguage.Komposer,
        "Motif" => MotifLanguage.Document,
        "E2E" => E2ELanguage.Document,
        _ => SimulateLanguage.Document,
    };

    /// <summary>The keys with their files; of kinds that share blocks with a Katalog only what they do not share.</summary>
    public IEnumerable<(string Path, IEnumerable<string> Documents)> Keys()
    {
        if (kind is "Komposer" or "Motif")
        {
            var katalog = new SchemaKeys("Katalog");
            foreach (var _ in katalog.Keys())
            {
                // Going through them is what finds the blocks.
            }

            _elsewhere.UnionWith(katalog._seen.Select(static seen => seen.Item2));
        }

        return Visit(null, Document, "", Whole);
    }

    private IEnumerable<(string Path, IEnumerable<string> Documents)> Visit(BlockSchema? parent, BlockSchema block, string path, Func<JsonObject, string> around)
    {
        if (_elsewhere.Contains(block) || !_seen.Add((parent, block)))
            yield break;
        foreach (var key in block.Keys.Where(static key => key.State == KeyState.Read))
        {
            var here = path.Length == 0 ? key.Name : $"{path}.{key.Name}";
            // The table is of every kind; what kind it is, is no question here.
            if (path.Length == 0 && key.Name is "kind" or "apiVersion")
                continue;
            var blocks = key.Shape.Blocks.ToList();
            if (blocks.Count == 0)
            {
                yield return (here, Documents(block, key, around));
                continue;
            }

            // Conditions are the same everywhere: once all of their keys, elsewhere only whether they are read.
            if (blocks[0].Name is "a condition" && _seen.Any(seen => ReferenceEquals(seen.Item2, blocks[0])))
            {
                yield return (here, Documents(block, key, around));
                continue;
            }

            foreach (var below in blocks)
            {
                foreach (var found in Visit(block, below, here, value => around(With(block, key, Embed(key.Shape, below, value)!))))
                    yield return found;
            }
        }
    }

    private static IEnumerable<string> Documents(BlockSchema block, KeySchema key, Func<JsonObject, string> around)
    {
        if (!key.IsRequired)
        {
            // What the key needs is there without it, and so is what it excludes not.
            var without = With(block, key, JsonValue.Create("x"));
            without.Remove(key.Name);
            yield return around(without);
        }

        foreach (var sample in SchemaSamples.Of(key.Name, key.Shape))
            yield return around(With(block, key, sample));
    }

    private static JsonObject With(BlockSchema block, KeySchema key, JsonNode value)
    {
        var map = SchemaSamples.Minimal(block);
        SchemaSamples.Give(block, map, key.Name, value);
        return map;
    }

    /// <summary>A value of a shape that has a block somewhere inside.</summary>
    private static JsonNode? Embed(Shape shape, BlockSchema block, JsonObject value)
    {
        var facts = shape.Facts;
        if (ReferenceEquals(facts.Block, block))
            return value;
        if (facts.Items is { } items)
            return Embed(items, block, value) is { } item ? new JsonArray(item) : null;
        if (facts.Values is { } values)
            return Embed(values, block, value) is { } below ? new JsonObject { ["n1"] = below } : null;
        return facts.Options.Select(option => Embed(option, block, value)).FirstOrDefault(static found => found is not null);
    }

    /// <summary>The file with its head, and with entries that have a type.</summary>
    private string Whole(JsonObject document)
    {
        document["apiVersion"] = "orkestra.orkspace.io/v1";
        document["kind"] = kind;
        document["metadata"] ??= new JsonObject();
        document["metadata"]!["name"] ??= "a";
        if (kind is "Katalog" or "Komposer")
            AddEntry(document);
        return document.ToJsonString();
    }

    private static void AddEntry(JsonObject document)
    {
        var spec = Map(document, "spec");
        var crds = Map(spec, "crds");
        foreach (var (name, entry) in crds.ToList())
        {
            if (entry is JsonObject map && !map.ContainsKey("crdFile") && !map.ContainsKey("apiTypes"))
                map["crdFile"] = "crd.yaml";
        }

        if (crds.Count == 0)
            crds["n1"] = new JsonObject { ["crdFile"] = "crd.yaml" };
        if (document["profiles"] is not JsonObject profiles)
            return;
        foreach (var (of, _) in profiles.Where(static each => UsersOfProfiles.ContainsKey(each.Key)))
            Map(Map(crds, "n1"), "operatorBox")["reconcile"] = JsonNode.Parse(UsersOfProfiles[of]);
    }

    private static JsonObject Map(JsonObject map, string key)
    {
        if (map[key] is not JsonObject below)
            map[key] = below = [];
        return below;
    }
}

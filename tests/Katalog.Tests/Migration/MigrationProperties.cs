using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Migration;

/// <summary>What holds for every file, in whatever mixture of spellings, styles and comments.</summary>
public sealed class MigrationProperties
{
    /// <summary>Settings with every place that they can have, and a value in one line.</summary>
    private static readonly (string Key, string[] Places, string[] Values)[] Settings =
    [
        ("workers", ["", "operatorBox", "operatorBox.reconciler", "operatorBox.reconcile"], ["3", "7"]),
        ("resync", ["", "operatorBox", "operatorBox.reconciler", "operatorBox.reconcile"], ["15s", "\"1m\""]),
        ("queue", ["", "operatorBox.reconciler", "operatorBox.reconcile"], ["{ failureThreshold: 4 }"]),
        ("normalize", ["", "operatorBox", "operatorBox.reconcile"], ["{ spec: { a: \"{{ .spec.b }}\" } }"]),
        ("allowedNamespaces", ["", "operatorBox", "operatorBox.runtime"], ["[ a, b ]"]),
        ("removeFinalizers", ["", "operatorBox", "operatorBox.runtime"], ["true"]),
        ("finalizers", ["operatorBox", "operatorBox.runtime"], ["[ example.io/a ]"]),
        ("validation", ["", "admission"], ["{ rules: [ { field: spec.a, operator: exists, message: 'it''s #1' } ] }"]),
        ("mutation", ["", "admission"], ["{ rules: [ { field: spec.a, default: b } ] }"]),
        ("status", ["operatorBox", "operatorBox.emit"], ["{ fields: [ { path: a, value: \"{{ .spec.a }}\" } ] }", "\n  fields:\n  - path: a\n    value: |\n      x\n\n        y\n"]),
        ("onReconcile", ["operatorBox", "operatorBox.reconciler", "operatorBox.reconcile"], ["{ configMaps: [ { name: b, data: { a: \"#no\" } } ] }", "{ deployments: [ { name: d, image: i, envFrom: { secretRef: [ s, t ], configMapRef: { name: u } } } ] }", "\n  deployments:\n  - name: d\n    image: i\n    envFrom:\n      secretRef:\n      - s # one\n      - t\n      configMapRef:\n        name: u\n        optional: true\n", "\n  # inside\n  configMaps:\n    - name: b   # name\n      labels:\n      - { key: l, value: m }\n      data:\n        t: >-\n          folded\n          text\n"]),
        ("onCreate", ["operatorBox", "operatorBox.reconciler", "operatorBox.reconcile"], ["{}", "\n  serviceAccounts:\n  - name: c\n"]),
        ("external", ["operatorBox"], ["[ { name: e, url: \"http://e\", auth: { token: $T } } ]", "[ { name: e, url: \"http://e\", auth: { env: T } } ]"]),
        ("rollBackOnError", ["operatorBox", "operatorBox.runtime"], ["true", "false"]),
        ("when", ["operatorBox", "operatorBox.preReconcile"], ["[ { field: spec.on, equals: \"true\" } ]"]),
        ("description", [""], ["some text", "\"a # b\""]),
    ];

    [Fact]
    public async Task A_migrated_file_means_the_same_keeps_its_comments_and_stays_as_it_is()
    {
        foreach (var text in Texts().Sample(400, new Rnd(20261122, 91), 20))
            await HoldsAsync(text);
    }

    private static async Task HoldsAsync(string text)
    {
        var migrated = Migrated.Text(text);
        Migrated.Text(migrated).ShouldBe(migrated, text);
        Comments(migrated).ShouldBe(Comments(text), ignoreOrder: true, text);
        var (before, after) = (await Sources.WithCrd().LoadAsync(text), await Sources.WithCrd().LoadAsync(migrated));
        after.Diagnostics.ShouldNotContain(found => found.Id == "ORK1065", migrated);
        ModelText.Difference(ModelText.Of(after.Katalog.ShouldNotBeNull(migrated)), ModelText.Of(before.Katalog.ShouldNotBeNull(text))).ShouldBeEmpty(text);
    }

    private static IEnumerable<string> Comments(string text) => text.Split('\n').Where(line => line.Contains("# c", StringComparison.Ordinal)).Select(line => line[line.LastIndexOf("# c", StringComparison.Ordinal)..].Trim());

    private static Gen<string> Texts() =>
        from oldest in Gen.Elements(false, false, true)
        from flow in Gen.Elements(false, false, false, true)
        from wide in Gen.Elements(2, 4)
        from chosen in Gen.SubListOf(Settings)
        from picks in Gen.Choose(0, 1000).ArrayOf(64)
        select Text(oldest, flow, wide, [.. chosen], picks);

    private static string Text(bool oldest, bool flow, int step, IReadOnlyList<(string Key, string[] Places, string[] Values)> chosen, int[] picks)
    {
        var pick = 0;
        var tree = new Tree();
        foreach (var (key, places, values) in chosen)
            tree.Add(places[Next(places.Length)].Split('.', StringSplitOptions.RemoveEmptyEntries), key, values[Next(flow ? 1 : values.Length)]);
        var text = new StringBuilder($"apiVersion: {(oldest ? "orkestra.konductor.io/v1Alpha" : "orkestra.orkspace.io/v1")}\nkind: Katalog\nmetadata: {{ name: a }}\n# c head\nspec:\n{Pad(step)}crds:\n");
        var indent = step * (oldest ? 1 : 2);
        if (oldest && flow)
            text.Append(Pad(indent)).Append("- { name: shop, crdFile: crd.yaml, ").Append(tree.Flow(Next)).Append(" } # c flow\n");
        else if (oldest)
            tree.Block(text.Append(Pad(indent)).Append("- name: shop # c name\n").Append(Pad(indent)).Append("  crdFile: crd.yaml\n"), indent + 2, 2, Next);
        else if (flow)
            text.Append(Pad(indent)).Append("shop: { crdFile: crd.yaml, ").Append(tree.Flow(Next)).Append(" } # c flow\n");
        else
            tree.Block(text.Append(Pad(indent)).Append("shop:\n").Append(Pad(indent + step)).Append("crdFile: crd.yaml\n"), indent + step, step, Next);
        return text.Append("# c tail\n").ToString();

        int Next(int count) => picks[pick++ % picks.Length] % count;
    }

    private static string Pad(int count) => new(' ', count);

    /// <summary>Nested settings in the order in which they were added.</summary>
    private sealed class Tree
    {
        private readonly List<(string Key, object Value)> _entries = [];

        public void Add(ReadOnlySpan<string> place, string key, string value)
        {
            if (place.IsEmpty)
            {
                _entries.Add((key, value));
                return;
            }

            var name = place[0];
            var below = _entries.Find(entry => string.Equals(entry.Key, name, StringComparison.Ordinal)).Value as Tree;
            if (below is null)
                _entries.Add((name, below = new Tree()));
            below.Add(place[1..], key, value);
        }

        public string Flow(Func<int, int> next) => string.Join(next(2) == 0 ? ", " : " ,\n              ", _entries.Select(entry => $"{entry.Key}: {(entry.Value is Tree tree ? $"{{ {tree.Flow(next)} }}" : entry.Value)}").DefaultIfEmpty("namespaced: true"));

        public void Block(StringBuilder text, int indent, int step, Func<int, int> next)
        {
            foreach (var (key, value) in _entries)
            {
                if (next(3) == 0)
                    text.Append(next(2) == 0 ? "\n" : "").Append(Pad(indent)).Append("# c above ").Append(key).Append('\n');
                text.Append(Pad(indent)).Append(key).Append(':');
                if (value is Tree tree && next(4) == 0)
                {
                    text.Append(" { ").Append(tree.OneLine(next)).Append(" }").Append(next(2) == 0 ? " # c braces\n" : "\n");
                }
                else if (value is Tree below)
                {
                    text.Append(next(4) == 0 ? "   # c block\n" : "\n");
                    below.Block(text, indent + step, step, next);
                }
                else if (value is string lines && lines.StartsWith('\n'))
                {
                    foreach (var line in lines.TrimEnd('\n').Split('\n').Skip(1))
                        text.Append('\n').Append(line.Length == 0 ? "" : Pad(indent) + line);
                    text.Append('\n');
                }
                else
                {
                    text.Append(' ').Append(value).Append(next(3) == 0 ? "  # c beside\n" : "\n");
                }
            }
        }

        /// <summary>Braces around what fits into them; the rest would be blocks.</summary>
        private string OneLine(Func<int, int> next) => string.Join(", ", _entries.Select(entry => $"{entry.Key}: {(entry.Value is Tree tree ? $"{{ {tree.OneLine(next)} }}" : ((string)entry.Value).StartsWith('\n') ? "{}" : entry.Value)}"));
    }
}

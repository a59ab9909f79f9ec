using FsCheck;
using FsCheck.Fluent;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Tests.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>Whatever is in a file, loading ends with a definition or with findings, and rendering with objects or a <see cref="RenderException"/>.</summary>
public sealed class RobustnessTests
{
    internal const string Seed =
        """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops, tags: [ a, b ] }
        notes:
          - name: host
            expression: "{{ .metadata.name }}.{{ .metadata.namespace }}"
        spec:
          finalizers: [ example.io/a ]
          crds:
            shop:
              crdFile: ./crd.yaml
              workers: 3
              resync: 1h30m
              labelSelector: "tier in (a, b),!old"
              operatorBox:
                runtime: &runtime
                  allowedNamespaces: [ town ]
                reconcile:
                  queue: { failureThreshold: 2 }
                  onCreate:
                    serviceAccounts: [ {} ]
                    custom:
                      - apiVersion: example.io/v1
                        kind: Item
                        forEach: { field: spec.items, as: thing }
                        metadata: { name: "{{ .metadata.name }}-{{ .thing.name }}", labels: [ { key: a, value: "{{ .index }}" } ] }
                        spec: { size: "{{ .thing.size }}", list: [ 1, "{{ .spec.port }}" ] }
                  onReconcile:
                    when: [ { field: spec.off, notEquals: "true" } ]
                    deployments:
                      - name: '{{ .metadata.name }}'
                        image: "{{ .spec.image | default \"nginx\" }}"
                        port: "{{ .spec.port }}"
                        env: { A: 1, B: "{{ host }}" }
                        probes: { liveness: { path: /, periodSeconds: 5 } }
                    services:
                      - port: "80"
                        selector: { app: "{{ .metadata.name }}" }
                    configMaps:
                      - data:
                          text: |
                            a {{ .spec.image }}
                            b
                emit:
                  status:
                    fields:
                      - { path: phase, value: Ready, type: string, when: [ { field: "{{ allReplicasReady .children.deployment }}", equals: "true" } ] }
                      - { path: a.b, value: "{{ len .spec.items }}", clearOnFalse: true, or: [ { field: spec.items, operator: exists } ] }
        """;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ": ", ",", "- ", "&a ", "*a", "*runtime", "!!int ", "|", ">", "'", "\"", "#", "%", "@", "`", "\t", "\n", "\n  ", "\0", "{{", "}}", "{{ .x", "{{ end }}", "{{ range .spec }}",
        "<<: ", "? ", "---\n", "~", "null", "true", "1e999", "0x", "-", "onDelete: ", "name: ", "when: ", "\uD800", "𝕏", "\u0085", "workers: ",
    ];

    [Fact]
    public async Task The_seed_itself_is_right()
    {
        var result = await Sources.WithCrd().LoadAsync(Seed);

        Found.But(result).ShouldBeEmpty();
        var entry = result.Katalog.ShouldNotBeNull().Entries.ShouldHaveSingleItem();
        EntryRenderer.RenderChildren(entry, Context()).Children.Count.ShouldBe(6);
    }

    [Fact]
    public async Task No_mutation_of_a_file_gets_an_exception_out_of_the_loader()
    {
        var loaded = 0;
        var refused = 0;
        foreach (var text in Mutations().Sample(1500, new Rnd(7), 20))
        {
            var result = await Sources.WithCrd().LoadAsync(text);
            (result.Katalog is null).ShouldBe(result.Diagnostics.Any(found => found.Severity == DiagnosticSeverity.Error), text);
            result.Diagnostics.ShouldAllBe(found => found.Place.Line >= 1 && found.Place.Column >= 1);
            if (result.Katalog is null)
                refused++;
            else
                loaded += RenderAll(result);
        }

        // Both outcomes must have been seen for the test to mean anything.
        refused.ShouldBeGreaterThan(300);
        loaded.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task No_mutation_of_a_CRD_gets_an_exception_out_of_the_loader()
    {
        foreach (var text in Mutated(Sources.Crd).Sample(300, new Rnd(11), 20))
        {
            var result = await new Sources().With("crd.yaml", text).LoadAsync(Found.Entry("workers: 3"));
            (result.Katalog is null).ShouldBe(result.Diagnostics.Any(found => found.Severity == DiagnosticSeverity.Error), text);
        }
    }

    [Fact]
    public async Task One_definition_renders_the_same_every_time()
    {
        var entry = (await Sources.WithCrd().LoadAsync(Seed)).Katalog!.Entries[0];
        var again = (await Sources.WithCrd().LoadAsync(Seed)).Katalog!.Entries[0];

        entry.Revision.ShouldBe(again.Revision);
        Shown(entry).ShouldBe(Shown(again));
        Shown(entry).ShouldBe(Shown(entry));

        static string Shown(CrdEntry entry) =>
            string.Join('\n', EntryRenderer.RenderChildren(entry, Context()).Children.Select(child => child.Object!.ToJsonString())) + EntryRenderer.RenderStatus(entry, Context(), true).Fields.ToJsonString();
    }

    private static int RenderAll(LoadResult result)
    {
        foreach (var entry in result.Katalog!.Entries)
        {
            try
            {
                EntryRenderer.RenderChildren(entry, Context());
            }
            catch (RenderException e)
            {
                e.Failures.ShouldNotBeEmpty();
            }

            EntryRenderer.RenderStatus(entry, Context(), passSucceeded: true);
        }

        return 1;
    }

    private static RenderContext Context() => Render.Context("""{ "port": 8080, "items": [ { "name": "a", "size": 1 }, { "name": "b" } ] }""");

    private static Gen<string> Mutations() => Mutated(Seed);

    private static Gen<string> Mutated(string seed) =>
        from count in Gen.Choose(1, 3)
        from edits in Edit().ArrayOf(count)
        select edits.Aggregate(seed, (text, edit) => edit(text));

    private static Gen<Func<string, string>> Edit() => Gen.OneOf(
        from at in Gen.Choose(0, 9999) from piece in Gen.Elements(Pieces) select (Func<string, string>)(text => text.Insert(at % (text.Length + 1), piece)),
        from at in Gen.Choose(0, 9999) from length in Gen.Choose(1, 30) select (Func<string, string>)(text => text.Length == 0 ? text : text.Remove(at % text.Length, Math.Min(length, text.Length - (at % text.Length)))),
        from at in Gen.Choose(0, 999) select OnLines(at, (lines, i) => lines.RemoveAt(i)),
        from at in Gen.Choose(0, 999) select OnLines(at, (lines, i) => lines.Insert(i, lines[i])),
        from at in Gen.Choose(0, 999) from to in Gen.Choose(0, 999) select OnLines(at, (lines, i) => (lines[i], lines[to % lines.Count]) = (lines[to % lines.Count], lines[i])),
        from at in Gen.Choose(0, 999) from width in Gen.Choose(1, 4) select OnLines(at, (lines, i) => lines[i] = new string(' ', width) + lines[i]),
        from at in Gen.Choose(0, 999) from value in Gen.Elements("", "3", "x", "true", "[]", "{}", "\"{{ .spec }}\"", "\"{{ .spec.items }}\"", "-1", "\"\"") select OnLines(at, (lines, i) => lines[i] = lines[i].Split(": ")[0] + ": " + value));

    private static Func<string, string> OnLines(int at, Action<List<string>, int> edit) => text =>
    {
        var lines = text.Split('\n').ToList();
        edit(lines, at % lines.Count);
        return string.Join('\n', lines);
    };
}

using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Simulation;
using Orkestra.Katalog.Tests.Migration;
using Orkestra.Katalog.Tests.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Schema;

/// <summary>No key of the language is accepted and ignored: with a value of it a file gives another model, other children, other questions to the outside, or a finding.
/// The files are made from the schema; a key that is added is tested without another line here.</summary>
public sealed partial class SchemaUseTests
{
    /// <summary>Keys that cannot show what they do in a file of one entry, with the test that does.</summary>
    private static readonly Dictionary<string, string> ShownElsewhere = new(StringComparer.Ordinal)
    {
        ["include"] = "IncludeTests",
        ["notes.name"] = "NoteTests",
        ["notes.expression"] = "NoteTests",
        ["notes.functions.name"] = "NoteTests",
        ["notes.functions.expression"] = "NoteTests",
        ["spec.crds.dependsOn.condition"] = "KatalogLoaderTests",
        ["spec.notes.name"] = "E2ELoaderTests",
        ["spec.notes.description"] = "E2ELoaderTests",
        ["spec.notes.expression"] = "E2ELoaderTests",
        ["spec.notes.functions.name"] = "E2ELoaderTests",
        ["spec.notes.functions.description"] = "E2ELoaderTests",
        ["spec.notes.functions.expression"] = "E2ELoaderTests",
        ["spec.expect.after"] = "E2ELoaderTests",
        ["token"] = "SpellingTests",
        ["unique"] = "RuleTests",
        ["spec.crds.operatorBox.observe.cross.source.auth.secretRef.name"] = "RemoteCrossTests",
        ["spec.crds.operatorBox.observe.cross.source.auth.secretRef.namespace"] = "RemoteCrossTests",
        ["spec.crds.operatorBox.observe.cross.source.auth.secretRef.key"] = "RemoteCrossTests",
        ["spec.crds.operatorBox.observe.cross.source.auth.env"] = "RemoteCrossTests",
        ["spec.crds.operatorBox.observe.cross.source.auth.header"] = "RemoteCrossTests",
        ["spec.crds.operatorBox.cross.source.auth.env"] = "RemoteCrossTests",
        ["spec.crds.operatorBox.cross.source.auth.header"] = "RemoteCrossTests",
        ["spec.imports.with"] = "MotifTests",
        ["policy.lifecycle.minMaturity"] = "KomposerTests",
        ["inputs.name"] = "MotifTests",
        ["inputs.type"] = "MotifTests",
        ["inputs.default"] = "MotifTests",
        ["inputs.enum"] = "MotifTests",
        ["inputs.required"] = "MotifTests",
    };

    private static readonly string[] SchemaIds = ["ORK1006", "ORK1007", "ORK1008", "ORK1009", "ORK1010", "ORK1020", "ORK1023"];

    [Theory]
    [InlineData("Katalog", 900)]
    [InlineData("Komposer", 15)]
    [InlineData("Motif", 0)]
    [InlineData("Simulate", 15)]
    [InlineData("E2E", 60)]
    public async Task Every_key_is_bound_or_told(string kind, int atLeast)
    {
        var walk = new SchemaKeys(kind);
        var ignored = new List<string>();
        var count = 0;
        foreach (var (path, documents) in walk.Keys().Where(static key => !ShownElsewhere.ContainsKey(key.Path) && !ShownElsewhere.ContainsKey(key.Path[(key.Path.LastIndexOf('.') + 1)..])))
        {
            count++;
            var outcomes = new HashSet<string>(StringComparer.Ordinal);
            var errors = new List<string>();
            foreach (var document in documents)
            {
                var (outcome, error) = await OutcomeAsync(kind, document);
                if (error is null)
                    outcomes.Add(outcome);
                else
                    errors.Add(error);
                if (outcomes.Count > 1 || (error is not null && IsOfKey(error, path)))
                    break;
            }

            if (outcomes.Count < 2 && !errors.Exists(error => IsOfKey(error, path)))
                ignored.Add(errors.Count == 0 ? path : $"{path}: {string.Join(" | ", errors.Take(2))}");
        }

        ignored.ShouldBeEmpty(string.Create(CultureInfo.InvariantCulture, $"of {count} keys {ignored.Count} change nothing and are told nothing"));
        count.ShouldBeGreaterThan(atLeast);
    }

    [Fact]
    public async Task A_key_that_nothing_reads_is_found()
    {
        var outcomes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in new[] { "", ", remark: a", ", remark: b" })
            outcomes.Add((await OutcomeAsync("Katalog", $"apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: {{ name: a }}\nspec: {{ crds: {{ a: {{ crdFile: crd.yaml, operatorBox: {{ reconcile: {{ onReconcile: {{ custom: [ {{ apiVersion: v1, kind: A, metadata: {{ name: a }}, spec: {{ a: b{text} }} }} ] }} }} }} }} }} }}\n")).Outcome);

        outcomes.Count.ShouldBe(3);
        var same = await OutcomeAsync("Katalog", "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: a } # one\nspec: { crds: { a: { crdFile: crd.yaml } } }\n");
        same.ShouldBe(await OutcomeAsync("Katalog", "apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: { name: a }\nspec: { crds: { a: { crdFile: crd.yaml, operatorBox: {} } } }\n"));
    }

    /// <summary>Whether somebody looked at the value and refused it, besides the schema.</summary>
    private static bool IsOfKey(string error, string path) =>
        error.Contains($".{path[(path.LastIndexOf('.') + 1)..]}) —", StringComparison.Ordinal) && !SchemaIds.Any(id => error.Contains($"error {id}:", StringComparison.Ordinal));

    /// <summary>All that a file says, as one text; or why it does not load.</summary>
    private static async Task<(string Outcome, string? Error)> OutcomeAsync(string kind, string document)
    {
        var sources = new RecordingSources(kind is "Motif" ? SchemaKeys.AroundMotif : document, document);
        var (definition, diagnostics) = kind is "E2E"
            ? await new E2ELoader(sources).LoadAsync(RecordingSources.Main, CancellationToken.None) is var endToEnd ? ((object?)endToEnd.Definition, endToEnd.Diagnostics) : default
            : kind is "Simulate"
            ? await new SimulateLoader(sources).LoadAsync(RecordingSources.Main, CancellationToken.None) is var simulate ? ((object?)simulate.Definition, simulate.Diagnostics) : default
            : await new KatalogLoader(sources, null, sources).LoadAsync(RecordingSources.Main, CancellationToken.None) is var load ? (load.Katalog, load.Diagnostics) : default;
        if (definition is null)
            return ("", diagnostics.First(static found => found.Severity == DiagnosticSeverity.Error).ToString());
        var text = new StringBuilder(sources.Asked);
        // An older spelling is told whatever becomes of it.
        foreach (var found in diagnostics.Where(static found => found.Id is not "ORK1065"))
            text.Append('\n').Append(found.Id).Append(' ').Append(found.Message);
        text.Append('\n').Append(Revision().Replace(ModelText.Of(definition, IsShownByChildren), ""));
        foreach (var entry in (definition as KatalogDefinition)?.Entries ?? [])
            Render(entry, text);
        return (text.ToString(), null);
    }

    /// <summary>The fields of children are compiled whether anybody reads them or not: what counts is the object.</summary>
    private static bool IsShownByChildren(FieldInfo field) => field.DeclaringType == typeof(ChildBody) && field.Name.Contains("Fields", StringComparison.Ordinal);

    private static void Render(CrdEntry entry, StringBuilder text)
    {
        var context = Tests.Rendering.Render.Context("""{ "a": "b", "list": [ "x", "y" ] }""");
        Render(() => EntryRenderer.RenderChildren(entry, context).Children, text);
        Render(() => [.. LifecycleRenderer.RenderDeletionObjects(entry, context), .. (entry.Deletion?.Groups ?? []).SelectMany(group => LifecycleRenderer.NameDeletionGroup(entry, group, context))], text);
        if (entry.Rollback is { Resources.Count: > 0 } rollback)
            Render(() => EntryRenderer.RenderChildren(entry with { Resources = rollback.Resources }, context).Children, text);
    }

    private static void Render(Func<IReadOnlyList<RenderedChild>> render, StringBuilder text)
    {
        try
        {
            foreach (var child in render())
                text.Append('\n').Append(child.Namespace).Append('/').Append(child.Name).Append(' ').Append(child.Wanted).Append(' ').Append(child.Object?.ToJsonString());
        }
        catch (RenderException refused)
        {
            text.Append('\n').AppendJoin('\n', refused.Failures.Select(static failure => failure.Message));
        }
        catch (SourcePendingException pending)
        {
            text.Append('\n').Append(pending.Message);
        }
    }

    [GeneratedRegex(@"<Revision>k__BackingField='[0-9a-f]*';", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Revision();
}

using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Selectors;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Observation;

/// <summary>Compiles <c>cross</c>.</summary>
internal sealed class ObservationBinder(FragmentCompiler compiler, ExternalBinder calls)
{
    public IReadOnlyList<CrossRead> Cross(Located? list)
    {
        if (list is not { } given)
            return [];
        var reads = new List<CrossRead>();
        foreach (var at in given.Items().Where(item => item.Node is MapNode))
        {
            var read = Cross(at);
            if (reads.Exists(other => string.Equals(other.As, read.As, StringComparison.Ordinal)))
                compiler.Findings.Error(DiagnosticIds.DuplicateName, at.Place, $"two cross reads are named {read.As}", "give one of them another name: as: other");
            reads.Add(read);
        }

        return reads;
    }

    /// <summary>What the selectors read.</summary>
    public static IEnumerable<TemplateReads> ReadsOf(IEnumerable<CrossRead> cross)
    {
        foreach (var read in cross)
        {
            foreach (var fragment in new[] { read.Name, read.Namespace, read.MatchLabels })
            {
                if (fragment is not null)
                    yield return fragment.Reads;
            }
        }
    }

    private CrossRead Cross(Located at)
    {
        if (at.At("source") is { } source)
            compiler.Findings.NotRun(source.Place, "source is checked, but not executed by this version: what has it is not run");
        return new CrossRead
        {
            As = at.At("as")?.Text ?? at.At("crd")?.Text ?? "labelled",
            Place = at.Place,
            Entry = at.At("crd")?.Text,
            EntryPlace = at.At("crd")?.Place,
            LabelSelector = at.At("labelSelector")?.Text,
            Labels = Labels(at.At("labelSelector")),
            TakesAll = at.At("selector", "strategy")?.Text is "all",
            Endpoint = at.At("source", "endpoint")?.Text,
            SourceNamespace = at.At("source", "namespace")?.Text,
            Auth = calls.Auth(at.At("source", "auth")),
            Host = at.At("source", "host")?.Text,
            Protocol = at.At("source", "protocol")?.Text ?? "cr",
            CacheFor = at.At("source", "cacheFor")?.Duration ?? TimeSpan.FromSeconds(30),
            Name = compiler.CompileIfGiven(at.At("selector", "name")),
            Namespace = compiler.CompileIfGiven(at.At("selector", "namespace")),
            MatchLabels = at.At("selector", "matchLabels") is { Node: MapNode } labels ? compiler.CompileMap(labels) : null,
        };
    }

    private IReadOnlyList<Requirement> Labels(Located? at)
    {
        if (at is not { } given || given.Text is not { Length: > 0 } text)
            return [];
        if (SelectorText.ParseLabels(text) is { } requirements)
            return requirements;
        compiler.Findings.Error(DiagnosticIds.BadSelector, given, $"{text} is no label selector", "write it as kubectl does: tier=web,env in (a, b),!legacy");
        return [];
    }
}

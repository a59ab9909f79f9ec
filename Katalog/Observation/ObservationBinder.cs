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
    private static readonly TimeSpan DefaultCache = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestCache = TimeSpan.FromSeconds(1);

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
            foreach (var fragment in new[] { read.Name, read.Namespace, read.MatchLabels, read.Question?.Auth?.SecretName, read.Question?.Auth?.SecretNamespace })
            {
                if (fragment is not null)
                    yield return fragment.Reads;
            }
        }
    }

    private CrossRead Cross(Located at)
    {
        var name = at.At("as")?.Text ?? at.At("crd")?.Text ?? "labelled";
        var source = at.At("source");
        var host = source?.At("host")?.Text;
        var isChosenByLabels = at.At("labelSelector") is not null || at.At("selector", "matchLabels") is not null || at.At("selector", "strategy")?.Text is "all";
        if (source is { } given && host is null)
            compiler.Findings.Warning(DiagnosticIds.NoEffect, given.Place, "a source without host is this runtime", "write host: http://the-other-runtime:8080, or leave source out");
        if (host is not null && (isChosenByLabels || at.At("crd") is null))
            compiler.Findings.Error(DiagnosticIds.NotAllowed, at.Place, "another runtime is asked for one custom resource of one entry", "write crd, and a name in the selector");
        return new CrossRead
        {
            As = name,
            Place = at.Place,
            Entry = at.At("crd")?.Text,
            EntryPlace = at.At("crd")?.Place,
            LabelSelector = at.At("labelSelector")?.Text,
            Labels = Labels(at.At("labelSelector")),
            TakesAll = at.At("selector", "strategy")?.Text is "all",
            Endpoint = at.At("source", "endpoint")?.Text,
            SourceNamespace = at.At("source", "namespace")?.Text,
            Host = host,
            Question = host is null ? null : Question(name, at),
            Protocol = at.At("source", "protocol")?.Text ?? "cr",
            CacheFor = CacheFor(at),
            Name = compiler.CompileIfGiven(at.At("selector", "name")),
            Namespace = compiler.CompileIfGiven(at.At("selector", "namespace")),
            MatchLabels = at.At("selector", "matchLabels") is { Node: MapNode } labels ? compiler.CompileMap(labels) : null,
        };
    }

    /// <summary>That there is no such custom resource is an answer, and so is that a box is not well.</summary>
    private ExternalCall Question(string name, Located at) => new()
    {
        Name = name,
        Path = $"observe.cross.{name}",
        Place = at.Place,
        ContinueOnError = true,
        CacheFor = CacheFor(at),
        Auth = calls.Auth(at.At("source", "auth")),
        AlsoWell = at.At("source", "protocol")?.Text is "health" ? [404, 503] : [404],
    };

    /// <summary>After it there is a request and a pass for each custom resource that reads.</summary>
    private static TimeSpan CacheFor(Located at) => at.At("source", "cacheFor")?.Duration is not { } given ? DefaultCache : given < ShortestCache ? ShortestCache : given;

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

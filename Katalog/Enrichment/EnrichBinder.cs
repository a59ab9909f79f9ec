using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Enrichment;

/// <summary>Compiles <c>enrich</c> and <c>enrichAll</c>.</summary>
internal sealed class EnrichBinder(ConditionBinder conditions, Findings findings)
{
    public IReadOnlyList<EnrichDefinition> Bind(Located entry)
    {
        var all = new List<EnrichDefinition>();
        foreach (var item in entry.At("enrich")?.Items() ?? [])
        {
            if (item.Text is { } word)
                Add(all, word, item, ConditionSet.Always);
            foreach (var (target, value) in item.Entries())
                Add(all, target.Key, value, conditions.Bind(value));
        }

        if (entry.At("enrichAll")?.Flag is true)
            all.AddRange(EnrichTargets.All.Where(target => !all.Exists(each => each.Target == target)).Select(target => new EnrichDefinition(target.Name)));
        return all;
    }

    /// <summary>What templates read, and what is needed of the children that they read for looking up what is related to those.</summary>
    public static EntryReads AddTo(EntryReads reads, IReadOnlyList<EnrichDefinition> enrichments)
    {
        if (enrichments.Count == 0)
            return reads;
        var children = new Dictionary<string, Projection>(StringComparer.Ordinal);
        foreach (var (name, read) in reads.Children)
        {
            IEnumerable<IReadOnlyList<string>> needs = enrichments.Where(each => each.Target.CanBeOf(name)).SelectMany(each => each.Target.Needs).Select(path => path.Split('.'));
            children[name] = read.Union(Projection.Of(needs));
        }

        return reads with { ReadsSources = true, Children = children };
    }

    /// <summary>A word that means nothing has been told.</summary>
    private void Add(List<EnrichDefinition> all, string word, Located at, ConditionSet holding)
    {
        if (EnrichTargets.Find(word) is not { } target)
            return;
        if (all.Exists(each => each.Target == target))
            findings.Error(DiagnosticIds.DuplicateName, at.Place, $"{target.Name} is listed twice", "leave one of them out");
        all.Add(new EnrichDefinition(target.Name) { Conditions = holding });
    }
}

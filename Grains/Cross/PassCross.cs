using System.Text.Json.Nodes;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Cross;

/// <summary>What one pass is given of other entries: the first answer to a query is the answer of the whole pass.</summary>
internal sealed class PassCross(CrossDirectory directory, CrossBook book) : ICrossReads
{
    private readonly Dictionary<string, CrossResult> _given = new(StringComparer.Ordinal);

    public CrossResult Read(CrossQuery query)
    {
        if (!_given.TryGetValue(query.Identity, out var result))
            _given[query.Identity] = result = Find(query);
        return result;
    }

    private CrossResult Find(CrossQuery query)
    {
        var targets = query.Read.Entry is { } name ? [directory.TargetOf(name)] : directory.All.ToList();
        if (targets.Count == 0)
            return CrossResult.Nothing;
        var view = query.ReadsBox && targets[0].IsOpen ? targets[0].View : null;
        return new CrossResult(Objects(query, targets)) { Metrics = view is null ? null : BoxNumbers.Metrics(view), Health = view is null ? null : BoxNumbers.Health(view) };
    }

    private IReadOnlyList<JsonObject> Objects(CrossQuery query, List<CrossTarget> targets)
    {
        if (targets is [var only])
            return Objects(query, only);
        var all = targets.SelectMany(target => Objects(query, target)).OrderBy(live => live.ObjectName, Comparer<ObjectName>.Create(Interest.ByName)).ToList();
        return query.Read.TakesAll ? all : [.. all.Take(1)];
    }

    private IReadOnlyList<JsonObject> Objects(CrossQuery query, CrossTarget target)
    {
        var interest = book.Find(query, target);
        try
        {
            return target.Read(interest);
        }
        finally
        {
            book.Ended(interest, target);
        }
    }
}

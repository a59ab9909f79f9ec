using System.Text.Json.Nodes;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Observation;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Cross;

/// <summary>The labels of the custom resources of one box, kept while somebody selects by them.</summary>
internal sealed class LabelIndex
{
    private readonly Dictionary<ObjectName, JsonObject?> _labels = [];

    /// <summary>Of what is in a store; what changes meanwhile may be missed.</summary>
    public static LabelIndex Of(BoxStore store)
    {
        var index = new LabelIndex();
        foreach (var record in store.Records)
            index.Set(record.Name, record.Json.Parse());
        return index;
    }

    /// <summary>Whether these are the labels of what is meant; null: it has none.</summary>
    public static bool Matches(CrossQuery query, JsonObject? labels) => query.Matches(key => (string?)labels?[key]);

    /// <summary>Null: it is gone.</summary>
    public void Set(ObjectName name, JsonObject? live)
    {
        if (live is null)
            _labels.Remove(name);
        else
            _labels[name] = live.Labels?.DeepClone() as JsonObject;
    }

    public IEnumerable<ObjectName> Matching(CrossQuery query) => _labels.Where(each => Matches(query, each.Value)).Select(each => each.Key);
}

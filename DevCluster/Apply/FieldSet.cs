using System.Text;
using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Apply;

/// <summary>A set of field paths, as a tree. A path may be a member with or without the paths below it. Operations make new sets and share what they can;
/// only <c>Add</c> changes one, and only its maker calls it.</summary>
internal sealed class FieldSet
{
    private readonly SortedDictionary<PathElement, Node> _nodes = new(PathElement.Order);

    private sealed record Node(bool Member, FieldSet? Below);

    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>The path steps at this level.</summary>
    public IEnumerable<PathElement> Elements => _nodes.Keys;

    /// <summary>Reads fieldsV1.</summary>
    /// <exception cref="FormatException">It is not a field set.</exception>
    public static FieldSet Decode(JsonObject fieldsV1)
    {
        var set = new FieldSet();
        foreach (var (key, value) in fieldsV1)
        {
            if (key is "." || PathElement.Decode(key) is not { } element)
                continue;
            var inner = value as JsonObject ?? throw new FormatException($"not an object: {key}");
            var below = Decode(inner);
            set.Put(element, below.IsEmpty || inner.ContainsKey("."), below);
        }
        return set;
    }

    /// <summary>Writes fieldsV1 in the order of the API server.</summary>
    public JsonObject Encode()
    {
        var fields = new JsonObject();
        foreach (var (element, node) in _nodes)
        {
            var inner = node.Below?.Encode() ?? [];
            if (node.Member && inner.Count > 0)
                inner.Insert(0, ".", new JsonObject());
            fields[element.Encode()] = inner;
        }
        return fields;
    }

    /// <summary>Makes a path a member; the empty path stands for the whole object and is never one.</summary>
    public void Add(ReadOnlySpan<PathElement> path)
    {
        if (path.IsEmpty)
            return;
        var node = _nodes.GetValueOrDefault(path[0]);
        if (path.Length == 1)
        {
            _nodes[path[0]] = new Node(true, node?.Below);
            return;
        }
        var below = node?.Below ?? new FieldSet();
        below.Add(path[1..]);
        _nodes[path[0]] = new Node(node?.Member ?? false, below);
    }

    /// <summary>Adds a step with what is below it.</summary>
    public void Add(PathElement element, bool member, FieldSet? below) => Put(element, member, below);

    public bool Has(PathElement element) => _nodes.TryGetValue(element, out var node) && node.Member;

    public bool Has(ReadOnlySpan<PathElement> path) => path.Length switch
    {
        0 => false,
        1 => Has(path[0]),
        _ => Below(path[0])?.Has(path[1..]) ?? false,
    };

    /// <summary>The paths below one step, null when there are none.</summary>
    public FieldSet? Below(PathElement element) => _nodes.GetValueOrDefault(element)?.Below;

    public FieldSet Union(FieldSet other)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
        {
            var match = other._nodes.GetValueOrDefault(element);
            var below = node.Below is null ? match?.Below : match?.Below is null ? node.Below : node.Below.Union(match.Below);
            result._nodes[element] = new Node(node.Member || (match?.Member ?? false), below);
        }
        foreach (var (element, node) in other._nodes)
            result._nodes.TryAdd(element, node);
        return result;
    }

    public FieldSet Intersection(FieldSet other)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
        {
            if (other._nodes.TryGetValue(element, out var match))
                result.Put(element, node.Member && match.Member, node.Below is null || match.Below is null ? null : node.Below.Intersection(match.Below));
        }
        return result;
    }

    /// <summary>What is here and not there. A path does not take those below it with it.</summary>
    public FieldSet Difference(FieldSet other)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
        {
            if (other._nodes.TryGetValue(element, out var match))
                result.Put(element, node.Member && !match.Member, node.Below is null || match.Below is null ? node.Below : node.Below.Difference(match.Below));
            else
                result._nodes[element] = node;
        }
        return result;
    }

    /// <summary>What is here and not there; a path takes those below it with it.</summary>
    public FieldSet DifferenceWithChildren(FieldSet other)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
        {
            if (!other._nodes.TryGetValue(element, out var match))
                result._nodes[element] = node;
            else if (!match.Member)
                result.Put(element, node.Member, node.Below is null || match.Below is null ? node.Below : node.Below.DifferenceWithChildren(match.Below));
        }
        return result;
    }

    /// <summary>The set with more members: <paramref name="isMember"/> decides for the steps at this level that are none yet, <paramref name="descend"/> gives the decision below.</summary>
    public FieldSet WithMembers(Func<PathElement, bool> isMember, Func<PathElement, FieldSet, FieldSet> descend)
    {
        var result = new FieldSet();
        foreach (var (element, node) in _nodes)
            result._nodes[element] = new Node(node.Member || isMember(element), node.Below is null ? null : descend(element, node.Below));
        return result;
    }

    /// <summary>All members: those of a level before those below it.</summary>
    public IEnumerable<PathElement[]> Paths()
    {
        foreach (var (element, node) in _nodes)
        {
            if (node.Member)
                yield return [element];
        }
        foreach (var (element, node) in _nodes)
        {
            foreach (var path in node.Below?.Paths() ?? [])
                yield return [element, .. path];
        }
    }

    public bool SetEquals(FieldSet other) => JsonNode.DeepEquals(Encode(), other.Encode());

    /// <summary>A path as in messages: <c>.spec.template.spec.containers[name="web"].image</c>.</summary>
    public static string Text(ReadOnlySpan<PathElement> path)
    {
        var text = new StringBuilder();
        foreach (var element in path)
            text.Append(element);
        return text.ToString();
    }

    public override string ToString() => Encode().ToJsonString();

    private void Put(PathElement element, bool member, FieldSet? below)
    {
        if (below is { IsEmpty: true })
            below = null;
        if (member || below is not null)
            _nodes[element] = new Node(member, below);
    }
}

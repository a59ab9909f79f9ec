using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Resources;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Loading;

/// <summary>Finds what an entry reads from its compiled templates and conditions. It may name more than a pass reads, never less.</summary>
internal sealed class ReadsBinder
{
    private readonly Dictionary<string, List<IReadOnlyList<string>>> _children = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<string>> _status = [];
    private readonly Dictionary<string, List<IReadOnlyList<string>>> _cross = new(StringComparer.Ordinal);
    private readonly HashSet<string> _crossBoxes = new(StringComparer.Ordinal);
    private bool _allChildren;
    private bool _allCross;
    private bool _time;

    public static EntryReads Bind(IReadOnlyList<ResourceEntry> resources, StatusDefinition status, NormalizeDefinition normalize, RequeueDefinition? requeue, IReadOnlyList<TemplateReads> more, EntryLifecycle lifecycle)
    {
        var binder = new ReadsBinder();
        foreach (var body in resources.Select(resource => resource.Body).OfType<ChildBody>())
            binder.Add(body);
        foreach (var reads in more)
            binder.Add(reads);
        foreach (var field in normalize.Fields)
            binder.Add(field.Value?.Reads);
        // What a secret keeps is of itself: a pass that made it makes nothing different in the next one. A scaled workload takes one step in a pass, and is looked at again when its children or the time say so.
        var childrenReadChildren = binder._allChildren || binder._children.Count > 0;
        foreach (var reads in resources.SelectMany(resource => LifecycleReads.Of(resource.Autoscale)))
            binder.Add(reads);
        foreach (var secret in resources.Where(resource => resource.Once))
            binder.AddOnce(secret.Body);
        foreach (var workload in resources.Where(resource => resource.Autoscale is not null))
            binder.AddScaling(workload);
        // Labels are written where children are.
        foreach (var reads in lifecycle.LabelReads)
            binder.Add(reads);
        var childrenReadTime = binder._time;
        foreach (var field in status.Fields)
        {
            binder.Add(field.Value?.Reads);
            binder.Add(field.Conditions.Reads);
        }

        binder.Add(requeue?.After?.Reads);
        binder.Add(requeue?.Conditions.Reads);
        foreach (var reads in lifecycle.Reads)
            binder.Add(reads);
        foreach (var body in lifecycle.Resources.Select(resource => resource.Body).OfType<ChildBody>())
            binder.Add(body);
        return new EntryReads
        {
            Children = binder._children.ToDictionary(each => each.Key, each => Projection.Of(each.Value), StringComparer.Ordinal),
            ReadsAllChildren = binder._allChildren,
            Cross = binder._cross.ToDictionary(each => each.Key, each => Projection.Of(each.Value), StringComparer.Ordinal),
            ReadsAllCross = binder._allCross,
            CrossBoxes = binder._crossBoxes,
            Status = Projection.Of(binder._status),
            ReadsTime = binder._time,
            ReadsSources = resources.Any(resource => resource.Key is "secrets" && resource.Body is { } body && body.Fields.TryGet("fromSecret", out _)),
            ChildrenReadTime = childrenReadTime,
            ChildrenReadChildren = childrenReadChildren,
            StaticKinds = [.. resources.Concat(lifecycle.Resources).Select(resource => resource.Kind).OfType<KindReference>().Distinct()],
        };
    }

    /// <summary>An autoscaled workload starts from what it has: read of itself, as with <see cref="AddOnce"/>.</summary>
    private void AddScaling(ResourceEntry workload)
    {
        if (workload.Kind is not { } kind)
            return;
        Add(kind.Kind.ToLowerInvariant(), ["spec", "replicas"], whole: true);
        Add(kind.Kind.ToLowerInvariant(), ["metadata", "annotations", WorkloadScaling.ScaledAtKey], whole: true);
        _time = true;
    }

    private void Add(ChildBody body)
    {
        Add(body.Fields.Reads);
        Add(body.Name?.Reads);
        Add(body.Namespace?.Reads);
        Add(body.ToNamespaces?.Reads);
        Add(body.Labels?.Reads);
        Add(body.Annotations?.Reads);
        foreach (var loop in body.ForEach?.AndInner() ?? [])
        {
            Add(loop.Template?.Reads);
            if (loop.Path is { } path)
                Add(path.Read);
        }

        foreach (var conditions in body.Conditions)
            Add(conditions.Reads);
    }

    /// <summary>What is kept is read from the live secret; values that are renewed change because time passes.</summary>
    private void AddOnce(ChildBody? body)
    {
        Add("secret", ["data"], whole: true);
        Add("secret", ["metadata", "annotations", OnceValues.GeneratedAtKey], whole: true);
        Add("secret", ["metadata", "annotations", OnceValues.GeneratedForKey], whole: true);
        _time |= body is not null && (body.Fields.TryGet("rotateAfter", out _) || body.Fields.TryGet("tls", out _));
    }

    private void Add(TemplateReads? reads)
    {
        if (reads is null)
            return;
        _time |= reads.ReadsTime;
        foreach (var field in reads.Fields)
            Add(field);
    }

    private void Add(FieldRead field)
    {
        var path = field.Path;
        if (path.IsEmpty)
        {
            _allChildren |= field.Whole;
            _allCross |= field.Whole;
            if (field.Whole)
                _status.Add([]);
        }
        else if (path[0] is "status")
        {
            _status.Add([.. path.Skip(1)]);
        }
        else if (path[0] is "children")
        {
            AddChild(path, field.Whole);
        }
        else if (path[0] is "cross")
        {
            AddCross(path, field.Whole);
        }
    }

    /// <summary>What is seen beside the object itself is no part of it; the state of a box changes by itself, as time does.</summary>
    private void AddCross(IReadOnlyList<string> path, bool whole)
    {
        if (path.Count == 1)
        {
            _allCross |= whole;
            return;
        }

        if (!_cross.TryGetValue(path[1], out var paths))
            _cross[path[1]] = paths = [];
        switch (path.Count == 2 ? "" : path[2])
        {
            case "":
                if (whole)
                    paths.Add([]);
                break;
            case "found" or "count" or "error":
                break;
            case "metrics" or "health":
                _crossBoxes.Add(path[1]);
                _time = true;
                break;
            case "items":
                paths.Add([]);
                break;
            default:
                paths.Add([.. path.Skip(2)]);
                break;
        }
    }

    /// <summary>The first name is a kind, or with an s at its end a map of such children by name.</summary>
    private void AddChild(IReadOnlyList<string> path, bool whole)
    {
        if (path.Count == 1)
        {
            _allChildren = true;
            return;
        }

        Add(path[1], [.. path.Skip(2)], whole);
        if (path[1].EndsWith('s'))
            Add(path[1][..^1], [.. path.Skip(3)], whole);
    }

    /// <summary>A child that is only asked whether it is there is known without any of its parts.</summary>
    private void Add(string name, IReadOnlyList<string> parts, bool whole)
    {
        if (!_children.TryGetValue(name, out var paths))
            _children[name] = paths = [];
        if (parts.Count > 0 || whole)
            paths.Add(parts);
    }
}

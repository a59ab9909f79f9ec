using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Selectors;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Operations;

/// <summary>Which objects a list, watch or collection delete concerns.</summary>
internal sealed class ObjectFilter
{
    private readonly ServedResource _resource;
    private readonly string? _namespace;
    private readonly LabelSelector _labels;
    private readonly FieldSelector _fields;

    public ObjectFilter(OperationContext context)
    {
        _resource = context.Resource;
        _namespace = context.Namespace;
        _labels = LabelSelector.Parse(context.Request.Query.Get("labelSelector"));
        var text = context.Request.Query.Get("fieldSelector");
        if (context.Target.Name is { } name && text.Length == 0)
            text = $"metadata.name={name}";
        _fields = FieldSelector.Parse(text, context.Resource.Strategy.SelectableFields, context.Resource.Kind.Custom);
    }

    public bool IsEverything => _labels.IsEverything && _fields.IsEverything;

    /// <summary>Also the namespace: of a list the range is already right, of an event it is not.</summary>
    public bool Matches(StoredObject obj) =>
        (_namespace is null || string.Equals(obj.Namespace, _namespace, StringComparison.Ordinal))
        && _labels.Matches(obj.Labels)
        && (_fields.IsEverything || _fields.Matches(obj, () => _resource.Read(obj)));
}

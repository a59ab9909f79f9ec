using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Types;

/// <summary>The built-in kinds. Made once per server; immutable.</summary>
internal sealed class BuiltInTypes
{
    private readonly Dictionary<(string Group, string Version, string Kind), ServedKind> _byKind;

    public BuiltInTypes()
    {
        All = [];
        _byKind = All.ToDictionary(k => (k.Group, k.Version, k.Kind));
    }

    public IReadOnlyList<ServedKind> All { get; }

    public ServedKind? Find(string group, string version, string kind) => _byKind.GetValueOrDefault((group, version, kind));

    /// <summary>A named type, such as io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta; also Status, DeleteOptions and Scale.</summary>
    public TypeSchema Type(string definitionName) => All.FirstOrDefault(k => string.Equals(k.Schema.Name, definitionName, StringComparison.Ordinal))?.Schema ?? throw new KeyNotFoundException(definitionName);
}

using System.Collections.Immutable;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Registry;

/// <summary>All resources that are served at this moment. Readers see one state; a change replaces it.</summary>
internal sealed class ResourceRegistry(IReadOnlyList<ServedResource> builtIn)
{
    private readonly Lock _lock = new();
    private RegistrySnapshot _current = RegistrySnapshot.Of(builtIn, ImmutableSortedDictionary<string, ImmutableArray<ServedResource>>.Empty);

    public RegistrySnapshot Current => Volatile.Read(ref _current);

    public ServedResource? Find(string group, string version, string plural) => Current.Find(group, version, plural);

    /// <summary>The resource of a kind in the given version.</summary>
    public ServedResource? FindKind(string apiVersion, string kind) => Current.FindKind(apiVersion, kind);

    /// <summary>Serves the versions of one CRD; none takes it away.</summary>
    public void SetCustom(string crdName, ImmutableArray<ServedResource> versions)
    {
        lock (_lock)
        {
            var custom = _current.Custom;
            Volatile.Write(ref _current, RegistrySnapshot.Of(builtIn, versions.IsEmpty ? custom.Remove(crdName) : custom.SetItem(crdName, versions)));
        }
    }

    /// <summary>Any version of a stored resource.</summary>
    public ServedResource? FindStored(GroupResource resource) => Current.All.FirstOrDefault(served => served.Store.Resource == resource);
}

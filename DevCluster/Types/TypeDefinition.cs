namespace Orkestra.DevCluster.Types;

/// <summary>A type as it is written down: a package, a name, fields.</summary>
internal sealed record TypeDefinition(string Package, string Name, bool Atomic)
{
    public List<FieldDefinition> Fields { get; } = [];
    public string FullName => $"{Package}.{Name}";
}

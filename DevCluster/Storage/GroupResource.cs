namespace Orkestra.DevCluster.Storage;

/// <summary>What objects are stored under: all versions of a resource share it.</summary>
internal readonly record struct GroupResource(string Group, string Plural)
{
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}

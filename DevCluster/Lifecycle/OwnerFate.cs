namespace Orkestra.DevCluster.Lifecycle;

/// <summary>What became of an owner. One whose kind is not served counts as present: nobody can tell.</summary>
internal enum OwnerFate
{
    Present,
    Absent,
    WaitsForDependents,
}

using Orkestra.DevCluster.Strategies;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>Custom resources: an update must say on which version it builds.</summary>
internal sealed class CustomResourceStrategy(IReadOnlyList<string> selectableFields) : ResourceStrategy
{
    public override bool UpdatesUnconditionally => false;

    public override IReadOnlySet<string> SelectableFields { get; } = Fields([.. selectableFields]);
}

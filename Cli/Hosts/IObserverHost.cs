using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Model;

namespace Orkestra.Cli.Hosts;

/// <summary>What runs the boxes: grains in this process, or one day a ring or an Orleans cluster. Disposing lets running passes end, then closes the watches.</summary>
internal interface IObserverHost : IAsyncDisposable
{
    IFleet Fleet { get; }

    /// <summary>Starts every box. They wait by themselves for what is missing.</summary>
    void Start();

    /// <summary>Runs these Katalogs in place of those that run. Boxes whose entry is the same are not touched.</summary>
    Task ReplaceAsync(IReadOnlyList<KatalogDefinition> katalogs, CancellationToken cancellationToken);
}

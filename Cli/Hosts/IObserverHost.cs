using Orkestra.Grains.Interfaces.Fleet;

namespace Orkestra.Cli.Hosts;

/// <summary>What runs the boxes: grains in this process, or one day a ring or an Orleans cluster. Disposing lets running passes end, then closes the watches.</summary>
internal interface IObserverHost : IAsyncDisposable
{
    IFleet Fleet { get; }

    /// <summary>Starts every box. They wait by themselves for what is missing.</summary>
    void Start();
}

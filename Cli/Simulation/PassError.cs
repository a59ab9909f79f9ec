namespace Orkestra.Cli.Simulation;

/// <summary>A pass that failed or was denied.</summary>
/// <param name="Cycle">The cycle, from 1.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Resource">The custom resource.</param>
/// <param name="Message">Why.</param>
internal sealed record PassError(int Cycle, string Entry, string Resource, string Message)
{
    public override string ToString() => $"cycle {Cycle}: {Entry} {Resource}: {Message}";
}

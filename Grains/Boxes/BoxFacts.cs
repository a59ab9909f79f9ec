using System.Diagnostics;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Grains.Passes;

namespace Orkestra.Grains.Boxes;

/// <summary>What the definitions of one box have in common.</summary>
/// <param name="Pass">Runs passes, within the budget of the box.</param>
/// <param name="Health">Counts them.</param>
/// <param name="Listed">Ends with the first complete listing of the custom resources.</param>
/// <param name="Status">Where the status goes.</param>
/// <param name="Publish">Tells what happened.</param>
/// <param name="Resynced">Is told of each resync.</param>
internal sealed record BoxFacts(Pass Pass, BoxHealth Health, Task Listed, Func<StatusTarget> Status, Action<FleetEvent> Publish, Action<TagList> Resynced);

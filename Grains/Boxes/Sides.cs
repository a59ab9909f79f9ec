namespace Orkestra.Grains.Boxes;

/// <summary>Parts of a box that may end by themselves; one that fails ends the box, which starts anew and says why.</summary>
internal static class Sides
{
    /// <summary>Ends only with a fault of the part.</summary>
    public static async Task UntilFaultAsync(Task side, TimeProvider clock, CancellationToken cancellationToken)
    {
        await side.ConfigureAwait(false);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins when the first task has ended.</summary>
    public static async Task AfterAsync(Task first, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        await first.WaitAsync(cancellationToken).ConfigureAwait(false);
        await run(cancellationToken).ConfigureAwait(false);
    }
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Timing;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;

namespace Orkestra.Grains.Boxes;

/// <summary>Scales a box while the conditions of its entry hold, and back when they have not held for the cooldown.</summary>
internal sealed partial class Autoscaler(CrdEntry entry, BoxMeter meter, WorkQueue queue, TimeProvider clock, ILogger logger)
{
    private BoxScale _now = BoxScale.Declared(entry);

    /// <summary>What the box runs with.</summary>
    public BoxScale Now => Volatile.Read(ref _now);

    /// <summary>The figures of the last look, or null before it.</summary>
    public BoxFigures? Figures { get; private set; }

    /// <summary>What <c>cross</c> is for the conditions, by alias; null: nothing is read from other entries.</summary>
    public Func<JsonObject?>? Cross { get; init; }

    /// <summary>Looks at each interval until cancelled; ends at once where nothing is declared.</summary>
    /// <param name="apply">Makes the box run with something else.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Action<BoxScale> apply, CancellationToken cancellationToken)
    {
        if (entry.Autoscale is not { } autoscale)
            return;
        long held = 0;
        while (true)
        {
            await LongDelay.ForAsync(autoscale.Interval, clock, cancellationToken).ConfigureAwait(false);
            var figures = meter.Sample(Now.Workers, queue.Depth + queue.Deferred);
            if (TuningRenderer.IsScaled(entry, figures, Cross?.Invoke(), clock.GetUtcNow()))
            {
                held = clock.GetTimestamp();
                if (!Now.IsScaled)
                    Become(BoxScale.Scaled(entry, autoscale), figures, apply);
            }
            else if (Now.IsScaled && clock.GetElapsedTime(held) >= autoscale.Cooldown)
            {
                Become(BoxScale.Declared(entry), figures, apply);
            }

            Figures = figures;
        }
    }

    private void Become(BoxScale scale, BoxFigures figures, Action<BoxScale> apply)
    {
        Volatile.Write(ref _now, scale);
        apply(scale);
        LogScaled(entry.Name, scale.Workers, scale.Resync, figures.QueueDepth, figures.WorkersBusyPercent);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Box}: now {Workers} workers and resync {Resync}; {QueueDepth} keys waited, workers were busy {BusyPercent} % of the time")]
    private partial void LogScaled(string box, int workers, TimeSpan resync, int queueDepth, int busyPercent);
}

using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Orkestra.Grains.Watching;

/// <summary>Keeps a watch loop alive: whatever ends it but cancellation, it begins anew after a pause, with a fresh listing, so that no fault makes the observer blind.</summary>
internal static partial class Persistent
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string what, Func<CancellationToken, Task> loop, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        // A watch that a pass opens outlives it: its requests are no part of the pass.
        Activity.Current = null;
        while (true)
        {
            try
            {
                await loop(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogFault(logger, what, error);
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The watch of {What} failed and begins anew")]
    private static partial void LogFault(ILogger logger, string what, Exception error);
}

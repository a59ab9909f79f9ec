using System.Diagnostics;

namespace Orkestra.TestKit.Waiting;

/// <summary>
/// Waits for something in another process that gives no signal, by asking it again and again. Only for real servers: inside one
/// process a barrier or <see cref="Time.FakeClock"/> says exactly when.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the condition holds.</summary>
    /// <param name="what">Completes "waited for …" in the message.</param>
    /// <param name="condition">True when it has come; an exception counts as not yet and is told in the message.</param>
    /// <param name="timeout">Default 30 s.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not come; the message says what, how long, and what was seen last.</exception>
    public static Task Async(string what, Func<CancellationToken, Task<bool>> condition, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Async(what, condition, holds => holds, timeout, cancellationToken);

    /// <summary>Reads a value until it is as wanted, and gives it back.</summary>
    /// <param name="what">Completes "waited for …" in the message.</param>
    /// <param name="read">Reads the value; an exception counts as not yet and is told in the message.</param>
    /// <param name="wanted">Whether the value is the one waited for.</param>
    /// <param name="timeout">Default 30 s.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not come; the message says what, how long, and the value seen last.</exception>
    public static async Task<T> Async<T>(
        string what,
        Func<CancellationToken, Task<T>> read,
        Func<T, bool> wanted,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(wanted);
        var limit = timeout ?? DefaultTimeout;
        var start = Stopwatch.GetTimestamp();
        var last = "nothing";
        Exception? lastError = null;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        do
        {
            try
            {
                var value = await read(deadline.Token).ConfigureAwait(false);
                if (wanted(value))
                    return value;
                (last, lastError) = (value?.ToString() ?? "null", null);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                (last, lastError) = ($"{error.GetType().Name}: {error.Message}", error);
            }

            await Task.Delay(Pause, deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!deadline.IsCancellationRequested);

        cancellationToken.ThrowIfCancellationRequested();
        throw new TimeoutException($"waited {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s for {what}; last seen: {last}", lastError);
    }
}

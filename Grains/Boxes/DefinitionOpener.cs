using Microsoft.Extensions.Logging;

namespace Orkestra.Grains.Boxes;

/// <summary>Opens the newest definition of a box. One that comes while another is opened takes its place; where one works, it goes on until another is open.</summary>
/// <param name="newest">What the box is to run.</param>
/// <param name="make">Makes what runs a definition after another one, or as the first.</param>
/// <param name="opens">Is told what is opened.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Where to log.</param>
internal sealed partial class DefinitionOpener(NewestDefinition newest, Func<BoxDefinition, BoxContext?, DefinitionRun> make, Action<DefinitionRun> opens, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Ends when a definition is open that is not the running one.</summary>
    /// <param name="running">The one that works; null: none, and what cannot be opened is the fault of the box.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DefinitionRun> OpenAsync(DefinitionRun? running, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (definition, changed) = newest.Take();
            if (ReferenceEquals(definition, running?.Definition))
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            var run = make(definition, running?.Context);
            opens(run);
            try
            {
                await OpenUnlessChangedAsync(run, running, changed, cancellationToken).ConfigureAwait(false);
                return run;
            }
            catch (Exception error)
            {
                await run.DisposeAsync().ConfigureAwait(false);
                if (cancellationToken.IsCancellationRequested || (running is null && !changed.IsCompleted))
                    throw;
                if (changed.IsCompleted)
                    continue;
                LogNotOpened(definition.Entry.Name, definition.Entry.Revision, error.Message);
                await Task.WhenAny(changed, Task.Delay(RetryAfter, clock, cancellationToken)).ConfigureAwait(false);
            }
        }
    }

    private static async Task OpenUnlessChangedAsync(DefinitionRun run, DefinitionRun? running, Task changed, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var open = run.OpenAsync(running?.Definition, giveUp.Token);
        if (await Task.WhenAny(open, changed).ConfigureAwait(false) != open)
            await giveUp.CancelAsync().ConfigureAwait(false);
        await open.ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: definition {Revision} cannot take over yet, and the one before it goes on: {Error}")]
    private partial void LogNotOpened(string box, string revision, string error);
}

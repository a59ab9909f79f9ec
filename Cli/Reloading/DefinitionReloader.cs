using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Sessions;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Reloading;

/// <summary>Reads the definitions of a running observer again whenever something they are made of may have changed, and has it run them when they can be run;
/// otherwise the last good ones go on, and it says why (docs/decisions/099).</summary>
/// <param name="load">Reads them.</param>
/// <param name="observer">Runs them.</param>
/// <param name="prepare">Is given definitions before they run.</param>
/// <param name="environment">The process.</param>
/// <param name="logger">Where to log.</param>
internal sealed partial class DefinitionReloader(
    Func<CancellationToken, Task<LoadedDefinitions>> load, Observer observer, Func<LoadedDefinitions, CancellationToken, Task> prepare, CliEnvironment environment, ILogger logger)
{
    /// <summary>Changes of several files that belong together come one after the other.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something may have changed.</summary>
    public void Changed() => _changes.Writer.TryWrite(true);

    /// <summary>Follows until cancelled.</summary>
    /// <param name="running">What runs.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(LoadedDefinitions running, CancellationToken cancellationToken)
    {
        using var files = new FileChanges(Changed);
        using var asked = environment.Reload.Listen(Changed);
        Watch(files, running.Sources);
        // What changed between the reading and the watching.
        if (running.Sources.Count > 0)
            Changed();
        while (true)
        {
            await _changes.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            await UntilQuietAsync(cancellationToken).ConfigureAwait(false);
            running = await ReloadAsync(running, files, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string RevisionOf(LoadedDefinitions definitions) => string.Join(' ', definitions.Katalogs.Select(katalog => $"{katalog.Name} {katalog.Revision}"));

    private async Task UntilQuietAsync(CancellationToken cancellationToken)
    {
        do
            await Task.Delay(Quiet, environment.Clock, cancellationToken).ConfigureAwait(false);
        while (_changes.Reader.TryRead(out _));
    }

    /// <returns>What runs afterwards.</returns>
    private async Task<LoadedDefinitions> ReloadAsync(LoadedDefinitions running, FileChanges files, CancellationToken cancellationToken)
    {
        var at = environment.Clock.GetUtcNow();
        try
        {
            var newer = await load(cancellationToken).ConfigureAwait(false);
            Watch(files, newer.Sources.Union(running.Sources, StringComparer.Ordinal));
            if (newer.Refusals is { Count: > 0 } refusals)
            {
                Refuse([.. refusals.Select(finding => finding.ToString())], at);
                return running;
            }

            var isSame = string.Equals(RevisionOf(newer), RevisionOf(running), StringComparison.Ordinal);
            // Whoever mends a mistake by going back is told so, too.
            if (isSame && observer.Definitions.LastReload is not { Accepted: false })
                return running;
            await prepare(newer, cancellationToken).ConfigureAwait(false);
            await observer.ReplaceAsync(newer.Katalogs, at, cancellationToken).ConfigureAwait(false);
            Watch(files, newer.Sources);
            var description = SessionSetup.Describe(newer);
            LogAccepted(description);
            return newer;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Refuse([error.Message], at);
            return running;
        }
    }

    private void Watch(FileChanges files, IEnumerable<string> sources)
    {
        try
        {
            files.Watch(sources);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotWatched(error.Message);
        }
    }

    private void Refuse(IReadOnlyList<string> findings, DateTimeOffset at)
    {
        observer.Definitions.Refuse(findings, at);
        var all = string.Join("; ", findings);
        LogRefused(all);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of definitions are not seen, they are read again at SIGHUP: {Error}")]
    private partial void LogNotWatched(string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "The definitions changed; these run now: {Definitions}")]
    private partial void LogAccepted(string definitions);

    [LoggerMessage(Level = LogLevel.Error, Message = "The definitions changed and cannot be run; the last good ones go on: {Findings}")]
    private partial void LogRefused(string findings);
}

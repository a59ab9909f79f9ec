using Orkestra.Cli.Definitions;
using Orkestra.Cli.Display;
using Orkestra.Cli.Settings;
using Orkestra.Cli.Sources;
using Orkestra.Cli.Terminal;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Loading;
using Orkestra.Silo.Hooking;

namespace Orkestra.Cli.Sessions;

/// <summary>What every session begins with: the definitions, or the reasons why they cannot be run, and the settings that count.</summary>
internal static class SessionSetup
{
    /// <summary>Loads the definitions; null when they have errors, which are printed then.</summary>
    public static async Task<LoadedDefinitions?> LoadAsync(IReadOnlyList<string> paths, ObserverSettings settings, CliEnvironment environment, ConfigMapFiles? map = null)
    {
        var definitions = await Loader(settings, environment, map).LoadAsync(paths, environment.Stop.Token).ConfigureAwait(false);
        return await DiagnosticPrinter.AcceptAsync(definitions, environment.Error).ConfigureAwait(false) ? definitions : null;
    }

    /// <summary>The hooks that the definitions name.</summary>
    /// <exception cref="HookLoadException">One of them cannot be run.</exception>
    public static HookCatalog LoadHooks(LoadedDefinitions definitions, ObserverSettings settings, CliEnvironment environment)
    {
        var needed = definitions.EnabledEntries.SelectMany(entry => entry.Reconcilers.Where(reconciler => reconciler.Function is not null)).ToList();
        if (needed.Count == 0)
            return HookCatalog.None;
        if (settings.Hooks.Length == 0)
            throw new HookLoadException("ORK3001", needed[0].Place.ToString(), $"the hook {needed[0].Function} is not loaded: no folder of hooks is given", "start with --hooks DIR, where dotnet publish put the hook");
        var hooks = HookCatalog.Load(environment.Resolve(settings.Hooks));
        needed.ForEach(reconciler => hooks.Check(reconciler.Function!));
        return hooks;
    }

    /// <summary>Whether newer definitions name only hooks that were loaded: what is loaded stays as long as the process.</summary>
    /// <exception cref="HookLoadException">They do not.</exception>
    public static void CheckHooks(LoadedDefinitions newer, HookCatalog hooks)
    {
        foreach (var reconciler in newer.EnabledEntries.SelectMany(entry => entry.Reconcilers))
        {
            if (reconciler.Function is { } function)
                hooks.Check(function);
        }
    }

    /// <summary>Loads definitions as the settings say.</summary>
    public static DefinitionLoader Loader(ObserverSettings settings, CliEnvironment environment, ConfigMapFiles? map = null) =>
        new(environment, new EntryDefaults { Workers = settings.Workers, Resync = settings.Resync, FailureThreshold = settings.FailureThreshold }, map);

    /// <summary>Prints what runs and with which settings.</summary>
    public static async Task PrintAsync(string command, LoadedDefinitions definitions, ObserverSettings settings, TextWriter writer)
    {
        await writer.WriteLineAsync($"{command}: {Describe(definitions)}").ConfigureAwait(false);
        await writer.WriteLineAsync($"settings: {string.Join(", ", settings.Effective)}").ConfigureAwait(false);
    }

    /// <summary>The live table where there is a terminal; lines beside the session where there is none. Called before the boxes start, so that no line is missed.</summary>
    public static LiveView? Show(IFleet fleet, SessionFacts facts, RecentLogs? recent, CliEnvironment environment, BackgroundWork background)
    {
        if (recent is not null)
            return new LiveView(environment.CreateConsole(), facts, recent);
        background.Start(new PassLines(fleet, environment.Out).RunAsync);
        return null;
    }

    /// <summary><c>hello-website 1.0.0 (website)</c>.</summary>
    public static string Describe(LoadedDefinitions definitions) => string.Join(", ", definitions.Katalogs.Select(katalog =>
        $"{katalog.Name}{(katalog.Version is null ? "" : $" {katalog.Version}")} ({string.Join(", ", katalog.Entries.Where(entry => entry.Enabled).Select(entry => entry.Name))})"));
}

using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork version</c>.</summary>
internal sealed class VersionCommand : Command, IHasExamples
{
    public VersionCommand(CliEnvironment environment)
        : base("version", "Prints the version of ork, its commit where that is known, and of the runtime.") => SetAction(async (_, _) =>
    {
        await environment.Out.WriteLineAsync($"ork {Version}").ConfigureAwait(false);
        await environment.Out.WriteLineAsync($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}").ConfigureAwait(false);
        return ExitCode.Ok;
    });

    /// <summary>The version of this build, with its commit behind a plus where the build knew it.</summary>
    public static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public IReadOnlyList<string> Examples => ["ork version"];
}

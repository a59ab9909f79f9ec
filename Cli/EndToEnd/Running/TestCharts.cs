using System.Text.RegularExpressions;
using Orkestra.Cli.EndToEnd.Checks;
using Orkestra.Cli.Failures;
using Orkestra.Katalog.EndToEnd;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>Installs the charts of a setup with the <c>helm</c> of this machine, and uninstalls at the end just what it installed: a release that was there before is neither upgraded nor uninstalled.</summary>
/// <param name="scope">Where.</param>
internal sealed class TestCharts(StepScope scope)
{
    /// <summary>In every state; helm 3 has one word for them, helm 4 has not.</summary>
    private static readonly string[] OfEveryState = ["--deployed", "--failed", "--pending", "--superseded", "--uninstalled", "--uninstalling"];

    private readonly List<SetupChart> _installed = [];

    public async Task InstallAsync(SetupChart chart, CancellationToken cancellationToken)
    {
        var helm = scope.Programs.Find("helm")
            ?? throw Refuse(chart, "there is no helm on the PATH", "install it, or name it with ORK_HELM");
        var folder = Path.GetDirectoryName(chart.Place.File) ?? "";
        if (!_installed.Exists(IsSame(chart)))
            await RequireFreeAsync(helm, chart, cancellationToken).ConfigureAwait(false);
        await scope.Ledger.EnsureNamespaceAsync(NamespaceOf(chart), cancellationToken).ConfigureAwait(false);
        List<string> arguments = ["upgrade", "--install", $"--namespace={NamespaceOf(chart)}"];
        if (chart.Repository is not null)
            arguments.Add($"--repo={chart.Repository}");
        if (chart.Version is not null)
            arguments.Add($"--version={chart.Version}");
        arguments.AddRange(chart.ValueFiles.Select(file => $"--values={Path.GetFullPath(file.Reference, folder)}"));
        var values = chart.Values is null ? null : Path.GetTempFileName();
        try
        {
            if (values is not null)
            {
                await File.WriteAllTextAsync(values, chart.Values!.ToJsonString(), cancellationToken).ConfigureAwait(false);
                arguments.Add($"--values={values}");
            }

            var isLocal = chart.Repository is null && Directory.Exists(Path.GetFullPath(chart.Chart, folder));
            arguments.AddRange(["--", chart.Release, isLocal ? Path.GetFullPath(chart.Chart, folder) : chart.Chart]);
            if (!_installed.Exists(IsSame(chart)))
                _installed.Add(chart);
            var result = await scope.Programs.RunAsync(helm, arguments, cancellationToken).ConfigureAwait(false);
            if (result.ExitCode != 0)
                throw Refuse(chart, $"helm refuses the chart {chart.Chart}: {result.All.Trim()}", "mend what helm names");
        }
        finally
        {
            if (values is not null)
                File.Delete(values);
        }
    }

    /// <summary>Takes the releases away. Gives back those that stay, with what helm says.</summary>
    public async Task<IReadOnlyList<string>> UninstallAsync(CancellationToken cancellationToken)
    {
        var left = new List<string>();
        foreach (var chart in _installed.AsEnumerable().Reverse())
        {
            var result = await scope.Programs.RunAsync(scope.Programs.Find("helm")!, ["uninstall", $"--namespace={NamespaceOf(chart)}", "--", chart.Release], cancellationToken).ConfigureAwait(false);
            if (result.ExitCode != 0 && !result.Error.Contains("not found", StringComparison.Ordinal))
                left.Add($"release {NamespaceOf(chart)}/{chart.Release} ({result.All.Trim()})");
        }

        _installed.Clear();
        return left;
    }

    /// <summary>Whose release it is must be known before it is touched.</summary>
    private async Task RequireFreeAsync(string helm, SetupChart chart, CancellationToken cancellationToken)
    {
        var result = await scope.Programs.RunAsync(helm, ["list", .. OfEveryState, "--short", $"--namespace={NamespaceOf(chart)}", $"--filter=^{Regex.Escape(chart.Release)}$"], cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
            throw Refuse(chart, $"helm does not tell which releases there are: {result.All.Trim()}", "mend what helm names");
        if (result.Output.Trim().Length > 0)
            throw Refuse(chart, $"a release of this name is in the namespace {NamespaceOf(chart)} already, and the test has not installed it: it would be uninstalled at the end", "give the release of the test another name or namespace, or take it out of the setup if it may stay");
    }

    private Predicate<SetupChart> IsSame(SetupChart chart) =>
        other => string.Equals(other.Release, chart.Release, StringComparison.Ordinal) && string.Equals(NamespaceOf(other), NamespaceOf(chart), StringComparison.Ordinal);

    private string NamespaceOf(SetupChart chart) => chart.Namespace ?? scope.Namespace;

    private static CliException Refuse(SetupChart chart, string message, string mend) => new(new CliFailure("ORK0073", $"chart {chart.Release}", message, mend));
}

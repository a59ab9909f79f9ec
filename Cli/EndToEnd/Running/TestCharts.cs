using Orkestra.Cli.EndToEnd.Checks;
using Orkestra.Cli.Failures;
using Orkestra.Katalog.EndToEnd;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>Installs the charts of a setup with the <c>helm</c> of this machine, and uninstalls them at the end.</summary>
/// <param name="scope">Where.</param>
internal sealed class TestCharts(StepScope scope)
{
    private readonly List<SetupChart> _installed = [];

    public async Task InstallAsync(SetupChart chart, CancellationToken cancellationToken)
    {
        var helm = scope.Programs.Find("helm")
            ?? throw Refuse(chart, "there is no helm on the PATH", "install it, or name it with ORK_HELM");
        var folder = Path.GetDirectoryName(chart.Place.File) ?? "";
        List<string> arguments = ["upgrade", "--install", "--create-namespace", $"--namespace={NamespaceOf(chart)}"];
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

    public async Task UninstallAsync(CancellationToken cancellationToken)
    {
        foreach (var chart in _installed.AsEnumerable().Reverse())
            await scope.Programs.RunAsync(scope.Programs.Find("helm")!, ["uninstall", $"--namespace={NamespaceOf(chart)}", "--", chart.Release], cancellationToken).ConfigureAwait(false);
        _installed.Clear();
    }

    private string NamespaceOf(SetupChart chart) => chart.Namespace ?? scope.Namespace;

    private static CliException Refuse(SetupChart chart, string message, string mend) => new(new CliFailure("ORK0073", $"chart {chart.Release}", message, mend));
}

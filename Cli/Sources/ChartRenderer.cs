using System.Diagnostics;
using System.Globalization;
using System.Text;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Loading;

namespace Orkestra.Cli.Sources;

/// <summary>Renders charts with the <c>helm</c> of this machine, without a cluster. No shell is between: arguments are what they are.</summary>
/// <param name="environment">The process.</param>
internal sealed class ChartRenderer(CliEnvironment environment)
{
    /// <summary>How references to what was rendered begin.</summary>
    public const string Scheme = "helm:";

    private const string Variable = "ORK_HELM";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>All objects that a chart renders.</summary>
    /// <exception cref="SourceNotFoundException">There is no helm, or it refuses the chart.</exception>
    public async ValueTask<SourceText> RenderAsync(ChartReference chart, CancellationToken ct)
    {
        if (chart.Credential is not null)
            throw new SourceNotFoundException(chart.ToString(), "a credential would be seen in the list of processes; log helm in (helm registry login, helm repo add) and leave auth out");
        var helm = Find() ?? throw new SourceNotFoundException(chart.ToString(), $"there is no helm on the PATH; install it, or name it with {Variable}");
        var values = chart.Values is null ? null : Path.GetTempFileName();
        try
        {
            if (values is not null)
                await File.WriteAllTextAsync(values, chart.Values!.ToJsonString(), ct).ConfigureAwait(false);
            var text = await RunAsync(helm, Arguments(chart, values), chart, ct).ConfigureAwait(false);
            return new SourceText($"{Scheme}{chart.Chart ?? chart.Path}@{chart.Version}", text);
        }
        finally
        {
            if (values is not null)
                File.Delete(values);
        }
    }

    /// <summary>The program, or null.</summary>
    public string? Find()
    {
        if (environment.Variable(Variable) is { } named)
            return File.Exists(environment.Resolve(named)) ? environment.Resolve(named) : null;
        var names = OperatingSystem.IsWindows() ? (string[])["helm.exe"] : ["helm"];
        return (environment.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private IEnumerable<string> Arguments(ChartReference chart, string? values)
    {
        yield return "template";
        if (chart.Repository is { } repository)
            yield return $"--repo={repository}";
        if (chart is { Version: { } version, Chart: not null })
            yield return $"--version={version}";
        if (chart is { Chart: not null, Path: { } template })
            yield return $"--show-only={template}";
        foreach (var file in chart.ValueFiles)
            yield return $"--values={Beside(chart, file)}";
        if (values is not null)
            yield return $"--values={values}";
        yield return "--";
        yield return "orkestra";
        yield return chart.Chart ?? Beside(chart, chart.Path ?? ".");
    }

    private string Beside(ChartReference chart, string path) => Path.GetFullPath(path, Path.GetDirectoryName(environment.Resolve(chart.RelativeTo))!);

    private static async Task<string> RunAsync(string helm, IEnumerable<string> arguments, ChartReference chart, CancellationToken ct)
    {
        var start = new ProcessStartInfo(helm) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false, StandardOutputEncoding = Encoding.UTF8 };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(Timeout);
        try
        {
            using var process = Process.Start(start) ?? throw new SourceNotFoundException(chart.ToString(), "helm cannot be started");
            process.StandardInput.Close();
            using var stop = time.Token.Register(() => Kill(process));
            var errors = process.StandardError.ReadToEndAsync(time.Token);
            var text = await ReadBoundedAsync(process, chart, time.Token).ConfigureAwait(false);
            var problem = await errors.ConfigureAwait(false);
            await process.WaitForExitAsync(time.Token).ConfigureAwait(false);
            return process.ExitCode == 0 ? text : throw new SourceNotFoundException(chart.ToString(), $"helm refuses it: {problem.Trim().ReplaceLineEndings(" ")}");
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new SourceNotFoundException(chart.ToString(), string.Create(CultureInfo.InvariantCulture, $"helm did not end within {Timeout.TotalSeconds:0} s"), e);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new SourceNotFoundException(chart.ToString(), $"helm cannot be started: {e.Message}", e);
        }
    }

    private static async Task<string> ReadBoundedAsync(Process process, ChartReference chart, CancellationToken ct)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        int read;
        while ((read = await process.StandardOutput.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0)
        {
            text.Append(buffer, 0, read);
            if (text.Length <= SourceLimits.MaxBytes)
                continue;
            Kill(process);
            throw new SourceNotFoundException(chart.ToString(), $"it renders more than {SourceLimits.MaxBytes / (1024 * 1024)} MiB; name one template with path");
        }

        return text.ToString();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}

using System.Diagnostics;

namespace Orkestra.Cli.Tests.Processes;

/// <summary><c>ork</c> as a process of its own.</summary>
internal sealed class OrkProcess : IDisposable
{
    private readonly Process _process;

    private OrkProcess(Process process)
    {
        _process = process;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary><c>ork run</c> on a free port.</summary>
    public static OrkProcess Run(string katalog, string kubeconfig)
    {
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { "exec", Path.Combine(AppContext.BaseDirectory, "ork.dll"), "run", "-f", katalog, "--kubeconfig", kubeconfig, "--port", "0" })
            info.ArgumentList.Add(argument);
        return new OrkProcess(Process.Start(info)!);
    }

    /// <summary>kill -9, by its own process id.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}

using System.ComponentModel;
using System.Diagnostics;
using Orkestra.TestKit.ControlPlanes;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>Runs one of two kubectls: that of the machine, and the newer one beside the real API server.</summary>
public sealed class Kubectl : IDisposable
{
    public const string Machine = "machine";
    public const string Newer = "1.35";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly string _program;
    private readonly string _kubeconfig;
    private readonly string _space;
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("orkestra-kubectl-");

    public Kubectl(string which, string kubeconfig, string space)
    {
        _program = which == Machine ? "kubectl" : RealClusterFixture.BinariesOrSkip().Kubectl ?? "";
        if (_program.Length == 0)
            Assert.Skip("no kubectl beside the real API server");
        (_kubeconfig, _space) = (kubeconfig, space);
    }

    /// <summary>Runs it in the namespace, with input on stdin where given, and asserts success.</summary>
    public async Task<string> RunAsync(string arguments, string? input = null, string? editor = null)
    {
        var (code, output, error) = await TryAsync(arguments, input, editor);
        code.ShouldBe(0, $"kubectl {arguments}\n{output}\n{error}");
        return output;
    }

    /// <summary>Runs it and asserts failure; what it wrote to stderr.</summary>
    public async Task<string> FailAsync(string arguments, string? input = null)
    {
        var (code, output, error) = await TryAsync(arguments, input);
        code.ShouldNotBe(0, $"kubectl {arguments}\n{output}");
        return error;
    }

    public async Task<(int Code, string Output, string Error)> TryAsync(string arguments, string? input = null, string? editor = null)
    {
        var space = arguments.Contains(" -A", StringComparison.Ordinal) ? "" : $" --namespace={_space}";
        var start = new ProcessStartInfo(_program, $"--v=0 --cache-dir={_home.FullName}{space} {arguments}")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = _kubeconfig;
        start.Environment["HOME"] = _home.FullName;
        start.Environment["KUBE_EDITOR"] = editor ?? "false";
        using var process = StartOrSkip(start);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        if (input is not null)
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, (await output).TrimEnd(), (await error).TrimEnd());
        }
        catch (OperationCanceledException canceled)
        {
            process.Kill();
            throw new TimeoutException($"kubectl {arguments} did not end within {Patience.TotalSeconds} s", canceled);
        }
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static Process StartOrSkip(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{start.FileName} is not installed");
            throw;
        }
    }
}

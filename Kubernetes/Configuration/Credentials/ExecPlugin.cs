using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Configuration.Credentials;

/// <summary>Runs a credential plugin once.</summary>
internal static class ExecPlugin
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<ExecAnswer> RunAsync(ExecSettings settings, KubeconfigEnvironment environment, CancellationToken cancellationToken)
    {
        using var process = Start(settings, environment);
        using var patience = new CancellationTokenSource(Patience, environment.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            if (!settings.Interactive)
                process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = settings.Interactive ? Task.FromResult("") : process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            if (process.ExitCode != 0)
                throw Failed(settings, $"ended with {process.ExitCode}{LastLine(await errors.ConfigureAwait(false))}");
            return ExecAnswer.Read(await output.ConfigureAwait(false), settings);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(settings, $"did not end within {Patience.TotalMinutes:0} minutes");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ExecSettings settings, KubeconfigEnvironment environment)
    {
        var start = new ProcessStartInfo(settings.Command, settings.Arguments)
        {
            RedirectStandardInput = !settings.Interactive,
            RedirectStandardOutput = true,
            // Somebody who is asked must see the question.
            RedirectStandardError = !settings.Interactive,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment.Variables)
            start.Environment[name] = value;
        foreach (var (name, value) in settings.Variables)
            start.Environment[name] = value;
        start.Environment["KUBERNETES_EXEC_INFO"] = Input(settings).ToJsonString();
        try
        {
            return Process.Start(start) ?? throw Missing(settings, null);
        }
        catch (Win32Exception error)
        {
            throw Missing(settings, error);
        }
    }

    private static JsonObject Input(ExecSettings settings)
    {
        var spec = new JsonObject { ["interactive"] = settings.Interactive };
        if (settings.Cluster is { } cluster)
            spec["cluster"] = cluster.DeepClone();
        return new JsonObject { ["apiVersion"] = settings.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec };
    }

    private static string LastLine(string errors) =>
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? $": {last[..Math.Min(last.Length, 300)]}" : "";

    private static KubeconfigException Missing(ExecSettings settings, Exception? inner) => new(
        "ORK2020", $"The credential plugin {settings.Command} cannot be started{(inner is null ? "" : $": {inner.Message}")}.", settings.Place,
        settings.InstallHint ?? "install it, or correct command", inner);

    private static KubeconfigException Failed(ExecSettings settings, string what) =>
        new("ORK2021", $"The credential plugin {settings.Command} {what}.", settings.Place, "run it by hand; sign in again if it asks for that");
}

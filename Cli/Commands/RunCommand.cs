using System.CommandLine;
using Orkestra.Cli.Hosts;
using Orkestra.Cli.Sessions;
using Orkestra.Cli.Settings;
using Orkestra.Cli.Sources;
using Orkestra.Cli.Terminal;

namespace Orkestra.Cli.Commands;

/// <summary><c>ork run</c>.</summary>
internal sealed class RunCommand : Command, IHasExamples
{
    private readonly CliEnvironment _environment;
    private readonly ObserverOptions _options;

    private readonly Option<string[]> _files = FilesOption.Create();

    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        HelpName = "FILE",
        Description = "Kubeconfig to use instead of KUBECONFIG, ~/.kube/config or, in a pod, its service account",
    };

    private readonly Option<string?> _context = new("--context") { HelpName = "NAME", Description = "Context of the kubeconfig [default: its current context]" };

    private readonly Option<string?> _configMap = new("--katalog-configmap")
    {
        HelpName = "MAP",
        Description = "A ConfigMap with a Katalog, as namespace/name:key, followed while it changes [default namespace: that of the context; default key: the only one, else katalog.yaml]",
    };

    private readonly Option<string?> _cluster = new("--cluster")
    {
        HelpName = "HOST",
        Description = "What hosts the grains; this build has local [default: local]",
    };

    private readonly Option<bool> _apply = new("--apply") { Description = "Apply the CRDs and sample objects of the Katalog first" };

    public RunCommand(CliEnvironment environment)
        : base("run", "Runs Katalogs against the cluster of a kubeconfig until SIGTERM or Ctrl-C.")
    {
        _environment = environment;
        _cluster.CompletionSources.Add(HostKinds.Local);
        Options.Add(_files);
        Options.Add(_configMap);
        Options.Add(_kubeconfig);
        Options.Add(_context);
        Options.Add(_apply);
        _options = new ObserverOptions(this, SettingsDefaults.Run, environment);
        Options.Add(_cluster);
        Validators.Add(result =>
        {
            if (result.GetValue(_configMap) is { } text && ConfigMapReference.Parse(text) is null)
                result.AddError($"\"{text}\" names no ConfigMap: write namespace/name:key");
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples =>
    [
        "ork run                                                             katalog.yaml of this folder, current context",
        "ork run -f shop.yaml -f billing.yaml --context staging",
        "ork run --katalog-configmap platform/operators                      the Katalog of a ConfigMap, and what becomes of it",
        "ork run -f katalog.yaml --apply --exit-when-steady --timeout 5m     for CI: exit code 0 once all is ready",
        "DEFAULT_WORKERS=10 LOG_LEVEL=debug ork run -f katalog.yaml --port 9090",
    ];

    private async Task<int> RunAsync(ParseResult parsed)
    {
        HostKinds.Require(parsed.GetValue(_cluster) ?? HostKinds.Local);
        var settings = await _options.ReadSettingsAsync(parsed).ConfigureAwait(false);
        var request = new RunRequest(parsed.GetValue(_files) ?? [], parsed.GetValue(_kubeconfig), parsed.GetValue(_context), parsed.GetValue(_configMap) is { } map ? ConfigMapReference.Parse(map) : null, parsed.GetValue(_apply));
        var session = new RunSession(_environment, settings, _options.IsLive(parsed));
        return await _options.RunAsync(parsed, end => session.RunAsync(request, end)).ConfigureAwait(false);
    }
}

using Orkestra.Kubernetes.Configuration.Credentials;

namespace Orkestra.Kubernetes.Configuration;

/// <summary>The merged kubeconfig files, read by kubectl's rules: of several entries with one name, the first file's counts.</summary>
public sealed class Kubeconfig
{
    private readonly KubeconfigEnvironment _environment;
    private readonly Dictionary<string, ConfigNode> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigNode> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigNode> _contexts = new(StringComparer.Ordinal);

    private Kubeconfig(KubeconfigEnvironment environment) => _environment = environment;

    /// <summary>The files that were read, the strongest first.</summary>
    public IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>The context that the files name, or null.</summary>
    public string? CurrentContext { get; private set; }

    /// <summary>The names of all contexts.</summary>
    public IReadOnlyCollection<string> Contexts => _contexts.Keys;

    /// <summary>Whether the files name no cluster.</summary>
    public bool IsEmpty => _clusters.Count == 0 && _contexts.Count == 0;

    /// <summary>
    /// The way to the cluster as kubectl finds it: the named file; else the files of KUBECONFIG; else ~/.kube/config; and when those say nothing, the service account of the pod.
    /// </summary>
    /// <param name="file">The file that the user named (--kubeconfig), or null.</param>
    /// <param name="context">The context that the user named (--context), or null for the current one.</param>
    /// <param name="environment">Variables, home and time.</param>
    /// <exception cref="KubeconfigException">There is none, or it is wrong.</exception>
    public static ClusterConnection Resolve(string? file, string? context, KubeconfigEnvironment environment)
    {
        var config = Load(file, environment);
        if (config.IsEmpty && context is null && InCluster.IsPresent(environment))
            return InCluster.Connect(environment);
        return config.Connect(context);
    }

    /// <summary>Reads the files without choosing a context.</summary>
    /// <param name="file">The file that the user named, or null.</param>
    /// <param name="environment">Variables, home and time.</param>
    /// <exception cref="KubeconfigException">The named file is missing, or a file is no kubeconfig.</exception>
    public static Kubeconfig Load(string? file, KubeconfigEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var paths = PathsOf(file, environment);
        List<ConfigNode> files = [.. paths.Select(path => KubeconfigFile.Read(path, mayBeAbsent: file is null)).OfType<ConfigNode>()];
        var config = new Kubeconfig(environment) { Files = [.. files.Select(one => one.File)] };
        foreach (var one in files)
            config.Merge(one);
        return config;
    }

    /// <summary>The way to the cluster of a context.</summary>
    /// <param name="context">Its name; null for the current one.</param>
    /// <exception cref="KubeconfigException">There is none, or it is wrong.</exception>
    public ClusterConnection Connect(string? context = null)
    {
        if (IsEmpty)
        {
            throw new KubeconfigException(
                "ORK2012", "No cluster is configured.", string.Join(Path.PathSeparator, Files),
                "name a file with --kubeconfig or in KUBECONFIG, write ~/.kube/config, or run inside a pod with a service account");
        }

        var name = context ?? CurrentContext ?? throw new KubeconfigException(
            "ORK2013", "No context is chosen: current-context is not set.", Files[0], $"name one with --context: {Known(_contexts)}");
        if (!_contexts.TryGetValue(name, out var chosen))
            throw new KubeconfigException("ORK2013", $"There is no context \"{name}\".", Files[0], $"choose one of: {Known(_contexts)}");
        var cluster = Referred(chosen, "cluster", _clusters);
        var user = chosen.Text("user") is null ? null : Referred(chosen, "user", _users);
        return ConnectionReader.Read(name, chosen.Text("namespace"), cluster, user, _environment);
    }

    private static IReadOnlyList<string> PathsOf(string? file, KubeconfigEnvironment environment)
    {
        if (file is not null)
            return [file];
        if (environment.Variable("KUBECONFIG") is { } list)
            return [.. list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        return environment.Home is { } home ? [Path.Combine(home, ".kube", "config")] : [];
    }

    private static string Known(Dictionary<string, ConfigNode> entries) => string.Join(", ", entries.Keys.Order(StringComparer.Ordinal));

    private static ConfigNode Referred(ConfigNode context, string kind, Dictionary<string, ConfigNode> entries)
    {
        var name = context.Text(kind) ?? throw new KubeconfigException("ORK2014", $"The context names no {kind}.", context.Place, $"add {kind}: with one of: {Known(entries)}");
        return entries.TryGetValue(name, out var found)
            ? found
            : throw new KubeconfigException("ORK2014", $"The context names the {kind} \"{name}\", which does not exist.", context.PlaceOf(kind), $"choose one of: {Known(entries)}");
    }

    private static void Merge(ConfigNode file, string list, string entry, Dictionary<string, ConfigNode> into)
    {
        foreach (var item in file.Children(list))
        {
            var name = item.Text("name") ?? throw new KubeconfigException("ORK2011", $"An entry of {list} has no name.", item.Place, "add name:");
            if (item.Child(entry) is { } content)
                into.TryAdd(name, content);
        }
    }

    private void Merge(ConfigNode file)
    {
        CurrentContext ??= file.Text("current-context");
        Merge(file, "clusters", "cluster", _clusters);
        Merge(file, "users", "user", _users);
        Merge(file, "contexts", "context", _contexts);
    }
}

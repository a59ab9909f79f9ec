using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Configuration.Credentials;

/// <summary>Reads the exec entry of a user.</summary>
internal static class ExecReader
{
    private const string Group = "client.authentication.k8s.io/";

    public static ExecSettings Read(ConfigNode exec, ConfigNode cluster, KubeconfigEnvironment environment)
    {
        var apiVersion = exec.Text("apiVersion") ?? "";
        if (apiVersion is not (Group + "v1" or Group + "v1beta1"))
            throw new KubeconfigException("ORK2019", $"The plugin's apiVersion is \"{apiVersion}\".", exec.PlaceOf("apiVersion"), $"set it to {Group}v1 or {Group}v1beta1, as the plugin supports");
        var command = exec.Text("command") ?? throw new KubeconfigException("ORK2019", "The plugin has no command.", exec.Place, "add command:");
        var variables = exec.Children("env").ToDictionary(entry => entry.Text("name") ?? "", entry => entry.Text("value") ?? "", StringComparer.Ordinal);
        return new ExecSettings(
            apiVersion, Locate(command, exec, environment) ?? command, exec.Texts("args"), variables, exec.Text("installHint"), IsInteractive(exec, apiVersion, environment),
            exec.Flag("provideClusterInfo") ? ClusterInfo(cluster) : null, exec.Place);
    }

    private static bool IsInteractive(ConfigNode exec, string apiVersion, KubeconfigEnvironment environment)
    {
        switch (exec.Text("interactiveMode"))
        {
            case null when apiVersion is Group + "v1":
                throw new KubeconfigException("ORK2019", "The plugin has no interactiveMode, which v1 demands.", exec.Place, "add interactiveMode: Never or IfAvailable");
            case "Never":
                return false;
            case null or "IfAvailable":
                return environment.Interactive;
            case "Always" when environment.Interactive:
                return true;
            case "Always":
                throw new KubeconfigException(
                    "ORK2019", "The plugin must ask somebody (interactiveMode: Always), and there is no terminal.", exec.PlaceOf("interactiveMode"), "run in a terminal, or use a plugin that asks nobody");
            case var mode:
                throw new KubeconfigException("ORK2019", $"interactiveMode is \"{mode}\".", exec.PlaceOf("interactiveMode"), "set it to Never, IfAvailable or Always");
        }
    }

    // A bare name is looked for in PATH, anything with a slash from the folder of its kubeconfig on. Null when it is not there.
    private static string? Locate(string command, ConfigNode exec, KubeconfigEnvironment environment)
    {
        if (command.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar) >= 0)
            return Path.GetFullPath(command, Path.GetDirectoryName(exec.File)!);
        return (environment.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => new[] { Path.Combine(folder, command), Path.Combine(folder, command + ".exe") })
            .FirstOrDefault(File.Exists);
    }

    private static JsonObject ClusterInfo(ConfigNode cluster)
    {
        var info = new JsonObject { ["server"] = cluster.Text("server") };
        if (cluster.Text("tls-server-name") is { } name)
            info["tls-server-name"] = name;
        if (cluster.Flag("insecure-skip-tls-verify"))
            info["insecure-skip-tls-verify"] = true;
        if (PemSource.Bytes(cluster, "certificate-authority") is { } authority)
            info["certificate-authority-data"] = Convert.ToBase64String(authority);
        if (cluster.Text("proxy-url") is { } proxy)
            info["proxy-url"] = proxy;
        var extension = cluster.Children("extensions").FirstOrDefault(one => one.Text("name") is Group + "exec");
        if (extension?.Child("extension") is { } config)
            info["config"] = config.ToJson();
        return info;
    }
}

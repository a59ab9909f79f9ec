using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orkestra.Kubernetes.Configuration;
using Orkestra.TestKit.Time;

namespace Orkestra.Kubernetes.Tests.Fakes;

/// <summary>A folder with kubeconfig files, and an environment that knows only it.</summary>
internal sealed class ConfigFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("orkestra-kubeconfig-").FullName;

    public FakeClock Clock { get; } = new();

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal) { ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "" };

    public ILogger Logger { get; set; } = NullLogger.Instance;

    public bool Interactive { get; set; }

    public KubeconfigEnvironment Environment => new()
    {
        Variables = Variables,
        Home = At("home"),
        ServiceAccountFolder = At("serviceaccount"),
        Clock = Clock,
        Logger = Logger,
        Interactive = Interactive,
    };

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        var path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A script that can be run.</summary>
    public string Script(string name, string body)
    {
        var path = Write(name, "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>A kubeconfig with one cluster and one user, both given as lines of YAML.</summary>
    public string Config(string cluster, string user, string name = "config") => Write(name, $"""
        apiVersion: v1
        kind: Config
        current-context: main
        contexts:
        - name: main
          context: {Braces("cluster: c, user: u, namespace: team")}
        clusters:
        - name: c
          cluster:
        {Indented(cluster)}
        users:
        - name: u
          user:
        {Indented(user)}
        """);

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Braces(string text) => "{" + text + "}";

    private static string Indented(string lines) => string.Join('\n', lines.Split('\n').Select(line => "    " + line));
}

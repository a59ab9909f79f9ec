namespace Orkestra.TestKit.ControlPlanes;

/// <summary>The folder of programs that <c>eng/control-plane.sh</c> makes, found through <c>KUBEBUILDER_ASSETS</c>.</summary>
/// <param name="Folder">Absolute path.</param>
public sealed record ControlPlaneBinaries(string Folder)
{
    /// <summary>Path of etcd.</summary>
    public string Etcd => Path.Combine(Folder, "etcd");

    /// <summary>Path of kube-apiserver.</summary>
    public string ApiServer => Path.Combine(Folder, "kube-apiserver");

    /// <summary>Path of kube-controller-manager, or null when the folder has none.</summary>
    public string? ControllerManager => Optional("kube-controller-manager");

    /// <summary>Path of kubectl, or null when the folder has none.</summary>
    public string? Kubectl => Optional("kubectl");

    /// <summary>Path of helm, or null when the folder has none.</summary>
    public string? Helm => Optional("helm");

    /// <summary>The binaries that the environment names.</summary>
    /// <param name="missing">When null is returned: why there are none, and the mend.</param>
    public static ControlPlaneBinaries? FromEnvironment(out string missing)
    {
        missing = "";
        if (Environment.GetEnvironmentVariable("ORKESTRA_TEST_NO_REAL") is { Length: > 0 } reason)
        {
            missing = $"no real API server: {reason}";
            return null;
        }

        var folder = Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS");
        if (string.IsNullOrEmpty(folder))
        {
            missing = "no real API server: KUBEBUILDER_ASSETS is not set (export KUBEBUILDER_ASSETS=\"$(eng/control-plane.sh)\", or run ./test.sh)";
            return null;
        }

        var binaries = new ControlPlaneBinaries(Path.GetFullPath(folder));
        if (File.Exists(binaries.Etcd) && File.Exists(binaries.ApiServer))
            return binaries;
        missing = $"no real API server: KUBEBUILDER_ASSETS={folder} holds no etcd and kube-apiserver";
        return null;
    }

    private string? Optional(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path) ? path : null;
    }
}

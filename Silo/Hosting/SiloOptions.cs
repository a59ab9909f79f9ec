using Orkestra.Grains.Budgets;
using Orkestra.Grains.External;
using Orkestra.Silo.Hooking;

namespace Orkestra.Silo.Hosting;

/// <summary>How a silo runs.</summary>
public sealed record SiloOptions
{
    /// <summary>Name of the Kubernetes cluster in keys, metrics and paths; <c>local</c> unless configured.</summary>
    public string Cluster { get; init; } = "local";

    /// <summary>Whether the process runs inside the cluster, for <c>.ork.inCluster</c>.</summary>
    public bool InCluster { get; init; }

    /// <summary>The namespace it runs in, for <c>.ork.namespace</c>; null outside a cluster.</summary>
    public string? Namespace { get; init; }

    /// <summary>Hosts that external calls may reach: names, addresses, and <c>*.example.com</c>. Empty: all but link-local addresses.</summary>
    public IReadOnlyList<string> ExternalHosts { get; init; } = [];

    /// <summary>Makes external calls in place of HTTP; null: HTTP.</summary>
    public IExternalCaller? ExternalCaller { get; init; }

    /// <summary>The C# hooks that entries name; null: none are loaded. Whoever loaded them disposes them after the silo.</summary>
    public HookCatalog? Hooks { get; init; }

    /// <summary>True: no external call is made, and templates see that.</summary>
    public bool SkipExternal { get; init; }

    /// <summary>How many requests the passes of this process may make; null: as many as they will.</summary>
    public ApiLimit? ApiLimit { get; init; }

    /// <summary>The version of Orkestra, for <c>.ork.version</c>.</summary>
    public string Version { get; init; } = typeof(SiloOptions).Assembly.GetName().Version?.ToString(3) ?? "";
}

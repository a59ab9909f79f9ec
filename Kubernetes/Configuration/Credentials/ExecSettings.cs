using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Configuration.Credentials;

/// <summary>The exec entry of a user.</summary>
/// <param name="ApiVersion">client.authentication.k8s.io/v1 or v1beta1.</param>
/// <param name="Command">A name to be found in PATH, or a path.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Variables">Variables besides those of this process.</param>
/// <param name="InstallHint">What to do when the command is missing.</param>
/// <param name="Interactive">Whether it may ask somebody.</param>
/// <param name="Cluster">What it is told about the cluster (provideClusterInfo), or null.</param>
/// <param name="Place">Where the entry stands.</param>
internal sealed record ExecSettings(
    string ApiVersion, string Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Variables, string? InstallHint, bool Interactive, JsonObject? Cluster, string Place);

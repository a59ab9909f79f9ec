namespace Orkestra.DevCluster.Types;

/// <summary>A kind as it is written down: <c>kind Deployment deployments(deploy) all status scale gen</c>.</summary>
internal sealed record KindDefinition(string ApiVersion, string Plural, IReadOnlyList<string> ShortNames, IReadOnlySet<string> Flags, TypeDefinition Type);

namespace Orkestra.Katalog.Profiles;

/// <summary>A class of profiles: presets of one block of the language.</summary>
/// <param name="Name">The key below <c>profiles</c>.</param>
/// <param name="What">What a diagnostic calls one of them.</param>
internal sealed record ProfileClass(string Name, string What)
{
    public static ProfileClass Reconciler { get; } = new("reconciler", "reconciler profile");

    public static ProfileClass NetworkPolicies { get; } = new("networkPolicies", "network policy profile");

    public static ProfileClass ResourceQuotas { get; } = new("resourceQuotas", "resource quota profile");

    public static ProfileClass LimitRanges { get; } = new("limitRanges", "limit range profile");

    public static ProfileClass Hpa { get; } = new("hpa", "autoscaler profile");

    public static ProfileClass Pdb { get; } = new("pdb", "disruption budget profile");

    public static ProfileClass RollingUpdate { get; } = new("rollingUpdate", "rolling update profile");

    public static ProfileClass Resources { get; } = new("resources", "resources profile");

    public static ProfileClass Probes { get; } = new("probes", "probe profile");

    public static ProfileClass ContainerSecurity { get; } = new("containerSecurity", "container security profile");

    public static ProfileClass PodSecurity { get; } = new("podSecurity", "pod security profile");
}

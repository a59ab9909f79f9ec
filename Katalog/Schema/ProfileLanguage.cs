using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Resources;

namespace Orkestra.Katalog.Schema;

/// <summary>The blocks that profiles can fill, and the block <c>profiles</c> that declares them.</summary>
internal static class ProfileLanguage
{
    private static BlockSchema Resources { get; } = new BlockSchema("resources")
        .Key("requests", Shape.Templated(Shape.TextMap), "What the scheduler keeps free for the container: cpu, memory, ….")
        .Key("limits", Shape.Templated(Shape.TextMap), "What the container may use at most: cpu, memory, ….");

    private static BlockSchema Probes { get; } = new BlockSchema("a probe")
        .Key("initialDelaySeconds", Shape.WholeText(0, int.MaxValue), "Seconds after the start of the container until it is asked first.")
        .Key("periodSeconds", Shape.WholeText(1, int.MaxValue), "Seconds between two questions.")
        .Key("timeoutSeconds", Shape.WholeText(1, int.MaxValue), "Seconds after which no answer counts as a failure.")
        .Key("failureThreshold", Shape.WholeText(1, int.MaxValue), "Failures in a row until the probe has failed.")
        .Key("successThreshold", Shape.WholeText(1, int.MaxValue), "Successes in a row until the probe has succeeded again.")
        .Key("terminationGracePeriodSeconds", Shape.WholeText(1, int.MaxValue), "Seconds that the container gets to end after this probe failed.");

    private static BlockSchema RollingUpdate { get; } = new BlockSchema("a rolling update")
        .Key("maxSurge", Shape.Text, "How many pods more than wanted there may be, as a number or a percentage.")
        .Key("maxUnavailable", Shape.Text, "How many pods fewer than wanted there may be, as a number or a percentage.");

    private static BlockSchema ContainerSecurity { get; } = new BlockSchema("a security context").With(SecurityFields.Container);

    private static BlockSchema PodSecurity { get; } = new BlockSchema("pod security").With(SecurityFields.Pod);

    private static BlockSchema Hpa { get; } = new BlockSchema("an autoscaler").With(NativeKinds.Hpa.ProfileFields);

    private static BlockSchema Pdb { get; } = new BlockSchema("a disruption budget").With(NativeKinds.Pdb.ProfileFields);

    private static BlockSchema NetworkPolicies { get; } = new BlockSchema("a network policy").With(NativeKinds.NetworkPolicy.ProfileFields);

    private static BlockSchema ResourceQuotas { get; } = new BlockSchema("a resource quota").With(NativeKinds.ResourceQuota.ProfileFields);

    private static BlockSchema LimitRanges { get; } = new BlockSchema("a limit range").With(NativeKinds.LimitRange.ProfileFields);

    private static BlockSchema Reconciler { get; } = new BlockSchema("a reconciler profile")
        .Key("workers", Shape.Whole(1, 50), "How many passes of the box may run at once.")
        .Key("resync", Shape.Duration, "How often a custom resource is looked at without an event.")
        .Key("queue", Shape.Block(new BlockSchema("a queue of a profile")
            .Key("maxDepth", Shape.Whole(0, 10_000_000), "How many keys the queue holds; 0: as many as there are.")
            .Key("failureThreshold", Shape.Whole(1, 1_000_000), "Failures in a row after which the box counts as degraded.")), "The queue of the box.");

    /// <summary>The block <c>profiles</c> of a Katalog.</summary>
    public static Shape Profiles { get; } = Shape.Block(Declaration());

    /// <summary>What a profile of this class can say; null when there is no such class.</summary>
    public static BlockSchema? ValuesOf(string name) => name switch
    {
        "resources" => Resources,
        "probes" => Probes,
        "rollingUpdate" => RollingUpdate,
        "containerSecurity" => ContainerSecurity,
        "podSecurity" => PodSecurity,
        "hpa" => Hpa,
        "pdb" => Pdb,
        "networkPolicies" => NetworkPolicies,
        "resourceQuotas" => ResourceQuotas,
        "limitRanges" => LimitRanges,
        "reconciler" => Reconciler,
        _ => null,
    };

    /// <summary>The keys of a profile, and <c>profile</c> in their place.</summary>
    public static BlockSchema WithProfile(this BlockSchema block, ProfileClass of)
    {
        var values = ValuesOf(of.Name)!;
        return block
            .Including(values)
            .Key("profile", Shape.Profile(of), $"The name of a {of.What}, in place of {string.Join(", ", values.Keys.Select(key => key.Name))}. May be a template.")
            .Excludes("profile", values.Keys.Select(key => key.Name));
    }

    private static BlockSchema Declaration()
    {
        var block = new BlockSchema("profiles").WithInclude();
        foreach (var of in (ReadOnlySpan<ProfileClass>)
            [ProfileClass.Reconciler, ProfileClass.NetworkPolicies, ProfileClass.ResourceQuotas, ProfileClass.LimitRanges, ProfileClass.Hpa, ProfileClass.Pdb, ProfileClass.RollingUpdate,
             ProfileClass.Resources, ProfileClass.Probes, ProfileClass.ContainerSecurity, ProfileClass.PodSecurity])
            block.Key(of.Name, Shape.MapOf(Shape.Block(ValuesOf(of.Name)!)), $"Profiles of this class by name; one of them beats the built-in {of.What} of its name.");
        return block;
    }
}

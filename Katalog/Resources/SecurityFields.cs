namespace Orkestra.Katalog.Resources;

/// <summary>The fields of the two security contexts.</summary>
internal static class SecurityFields
{
    public static IReadOnlyList<NativeField> Container { get; } =
    [
        new("allowPrivilegeEscalation", NativeType.Flag, "Whether a process may gain more rights than its parent has."),
        new("appArmorProfile", NativeType.Any, "The AppArmor profile, in its native form."),
        new("capabilities", NativeType.Any, "Capabilities to add and to drop."),
        new("privileged", NativeType.Flag, "Whether the container has the rights of the node's root."),
        new("procMount", NativeType.Text, "How /proc is mounted: Default or Unmasked."),
        new("readOnlyRootFilesystem", NativeType.Flag, "Whether the root file system can only be read."),
        new("runAsGroup", NativeType.Whole, "The group id of the first process."),
        new("runAsNonRoot", NativeType.Flag, "Whether the container is refused when it would run as user 0."),
        new("runAsUser", NativeType.Whole, "The user id of the first process."),
        new("seLinuxOptions", NativeType.Any, "The SELinux context, in its native form."),
        new("seccompProfile", NativeType.Any, "The seccomp profile, in its native form."),
        new("windowsOptions", NativeType.Any, "Settings for Windows nodes, in their native form."),
    ];

    public static IReadOnlyList<NativeField> Pod { get; } =
    [
        new("appArmorProfile", NativeType.Any, "The AppArmor profile, in its native form."),
        new("fsGroup", NativeType.Whole, "The group id that owns the volumes."),
        new("fsGroupChangePolicy", NativeType.Text, "When the owner of volumes is changed: OnRootMismatch or Always."),
        new("runAsGroup", NativeType.Whole, "The group id of the first process of every container."),
        new("runAsNonRoot", NativeType.Flag, "Whether a container is refused when it would run as user 0."),
        new("runAsUser", NativeType.Whole, "The user id of the first process of every container."),
        new("seLinuxOptions", NativeType.Any, "The SELinux context, in its native form."),
        new("seccompProfile", NativeType.Any, "The seccomp profile, in its native form."),
        new("supplementalGroups", NativeType.Any, "Further group ids of the first process."),
        new("supplementalGroupsPolicy", NativeType.Text, "How further groups are found: Merge or Strict."),
        new("sysctls", NativeType.Any, "Kernel settings, a list of name and value."),
        new("windowsOptions", NativeType.Any, "Settings for Windows nodes, in their native form."),
    ];
}

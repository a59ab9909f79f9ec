namespace Orkestra.Katalog.Resources;

/// <summary>The fields of volumes and claims.</summary>
internal static class StorageFields
{
    private static readonly NativeField AccessModes = new("accessModes", NativeType.Texts, "ReadWriteOnce (default), ReadOnlyMany, ReadWriteMany or ReadWriteOncePod.");
    private static readonly NativeField StorageClassName = new("storageClassName", NativeType.Text, "The storage class; also written storageClass.");
    private static readonly NativeField VolumeMode = new("volumeMode", NativeType.Text, "Filesystem (default) or Block.");

    /// <summary>Keys of the short form.</summary>
    public static IReadOnlyList<NativeField> Short { get; } =
    [
        new("storageSize", NativeType.Text, "The size: 10Gi."),
        new("storageClass", NativeType.Text, "The storage class. Default: that of the cluster."),
    ];

    public static IReadOnlyList<NativeField> Claim { get; } =
    [
        AccessModes,
        StorageClassName,
        VolumeMode,
        new("resources", NativeType.Any, "The size in its native form."),
        new("selector", NativeType.Any, "The labels of the volume."),
        new("volumeName", NativeType.Text, "The volume itself."),
        new("dataSource", NativeType.Any, "What the volume is filled from."),
        new("dataSourceRef", NativeType.Any, "What the volume is filled from, of any kind."),
        new("volumeAttributesClassName", NativeType.Text, "The class of attributes that can be changed."),
    ];

    public static IReadOnlyList<NativeField> Volume { get; } =
    [
        AccessModes,
        StorageClassName,
        VolumeMode,
        new("capacity", NativeType.TextMap, "The size in its native form."),
        new("persistentVolumeReclaimPolicy", NativeType.Text, "What becomes of the volume when it is released: Retain (default) or Delete."),
        new("mountOptions", NativeType.Texts, "Options of the mount."),
        new("nodeAffinity", NativeType.Any, "The nodes that can reach it."),
        new("claimRef", NativeType.Any, "The claim that it is for."),
        new("csi", NativeType.Any, "A volume of a CSI driver."),
        new("hostPath", NativeType.Any, "A folder of the node."),
        new("local", NativeType.Any, "A disk of the node."),
        new("nfs", NativeType.Any, "A share of an NFS server."),
        new("iscsi", NativeType.Any, "An iSCSI disk."),
        new("fc", NativeType.Any, "A Fibre Channel disk."),
    ];
}

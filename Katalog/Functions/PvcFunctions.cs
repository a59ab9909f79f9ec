using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>PersistentVolumeClaims. Their volume is there only with <c>enrich: [pvc]</c>, their class with <c>enrich: [storageclass]</c>.</summary>
internal static class PvcFunctions
{
    private static readonly ArgumentRead Volume = ArgumentRead.Of("_pv");
    private static readonly ArgumentRead Class = ArgumentRead.Of("_storageClass");

    public static FunctionDomain All() => new FunctionDomain("pvc")
        .Add("pvcPhase OBJECT → string", "status.phase.", "{{ pvcPhase .pvc }} → Bound", static (a, _) => Objects.Text(a[0], "status", "phase"), ArgumentRead.Of("status.phase"))
        .Add(
            "pvcBound OBJECT → bool",
            "Whether the phase is Bound.",
            "{{ pvcBound .pvc }} → true",
            static (a, _) => Objects.Text(a[0], "status", "phase") is "Bound",
            ArgumentRead.Of("status.phase"))
        .Add(
            "pvcCapacity OBJECT → string",
            "The storage that is asked for.",
            "{{ pvcCapacity .pvc }} → 10Gi",
            static (a, _) => Objects.Text(a[0], "spec", "resources", "requests", "storage"),
            ArgumentRead.Of("spec.resources.requests.storage"))
        .Add(
            "pvcAccessModes OBJECT → string",
            "The access modes, with commas.",
            "{{ pvcAccessModes .pvc }} → ReadWriteOnce",
            static (a, _) => Lists.Joined(Lists.Items(Fields.Find(a[0], "spec", "accessModes")).OfType<string>()),
            ArgumentRead.Of("spec.accessModes"))
        .Add(
            "pvcStorageClass OBJECT → string",
            "spec.storageClassName.",
            "{{ pvcStorageClass .pvc }} → standard",
            static (a, _) => Objects.Text(a[0], "spec", "storageClassName"),
            ArgumentRead.Of("spec.storageClassName"))
        .Add(
            "pvcProvisioner OBJECT → string",
            "What made its volume.",
            "{{ pvcProvisioner .pvc }} → csi.example.com",
            static (a, _) => Objects.Text(a[0], "_pv", "metadata", "annotations", "pv.kubernetes.io/provisioned-by"),
            Volume)
        .Add(
            "pvcVolumeMode OBJECT → string",
            "Filesystem or Block, from its volume.",
            "{{ pvcVolumeMode .pvc }} → Filesystem",
            static (a, _) => Objects.Text(a[0], "_pv", "spec", "volumeMode"),
            Volume)
        .Add(
            "pvcStorageClassProvisioner OBJECT → string",
            "The provisioner of its class.",
            "{{ pvcStorageClassProvisioner .pvc }} → csi.example.com",
            static (a, _) => Objects.Text(a[0], "_storageClass", "provisioner"),
            Class)
        .Add(
            "pvcStorageClassReclaimPolicy OBJECT → string",
            "Delete or Retain, from its class.",
            "{{ pvcStorageClassReclaimPolicy .pvc }} → Delete",
            static (a, _) => Objects.Text(a[0], "_storageClass", "reclaimPolicy") is { Length: > 0 } policy ? policy : Objects.Text(a[0], "_storageClass", "spec", "reclaimPolicy"),
            Class);
}

using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Resources;

internal sealed class VolumeShape() : NativeShape(NativeKinds.PersistentVolume)
{
    protected override JsonObject Spec(ChildScope child)
    {
        var spec = base.Spec(child);
        spec["accessModes"] ??= Claims.AccessModes(child.Fields);
        if (child.Fields.Text("storageClass") is { } storageClass)
            spec["storageClassName"] = storageClass;
        if (spec["capacity"] is null)
            spec["capacity"] = new JsonObject { ["storage"] = child.Fields.RequiredText("storageSize") };
        return spec;
    }
}

using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Resources;

internal sealed class ClaimShape() : NativeShape(NativeKinds.PersistentVolumeClaim)
{
    protected override JsonObject Spec(ChildScope child) => Claims.Spec(child.Fields);
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

internal sealed class ServiceAccountShape() : FixedKindShape(new KindReference("v1", "ServiceAccount"), "-sa")
{
    public override void Render(ChildScope child, JsonObject target)
    {
        target.AddIfGiven("imagePullSecrets", PodShape.PullSecrets(child.Fields));
        target.AddIfGiven("automountServiceAccountToken", child.Fields.Flag("automountServiceAccountToken") is { } mounts ? JsonValue.Create(mounts) : null);
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

internal sealed class ConfigMapShape() : FixedKindShape(new KindReference("v1", "ConfigMap"), "-config")
{
    public override void Render(ChildScope child, JsonObject target)
    {
        target.AddIfGiven("data", child.Fields.TextMap("data", keepEmpty: true));
        target.AddIfGiven("binaryData", child.Fields.TextMap("binaryData", keepEmpty: true));
        target.AddIfGiven("immutable", child.Fields.Flag("immutable") is { } immutable ? JsonValue.Create(immutable) : null);
    }
}

using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

/// <summary>A template of pods that somebody else uses.</summary>
internal sealed class PodTemplateShape() : FixedKindShape(new KindReference("v1", "PodTemplate"), "-podtemplate")
{
    public override void Render(ChildScope child, JsonObject target) => target["template"] = new JsonObject
    {
        ["metadata"] = new JsonObject { ["labels"] = PodShape.Labels(child, []) },
        ["spec"] = PodShape.Render(child),
    };
}

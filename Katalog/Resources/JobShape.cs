using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

/// <summary>A job. Its pods are no backends of services, so they carry none of the labels by which those find pods (docs/decisions/016).</summary>
internal sealed class JobShape() : FixedKindShape(new KindReference("batch/v1", "Job"), "-job")
{
    private const long DefaultBackoffLimit = 3;

    public override void Render(ChildScope child, JsonObject target) => target["spec"] = Spec(child);

    public static JsonObject Spec(ChildScope child)
    {
        var labels = new JsonObject { [OwnerLabels.JobKey] = LabelValue.Of(child.Name) };
        var spec = new JsonObject { ["backoffLimit"] = DefaultBackoffLimit };
        NativeField.Render(WorkloadFields.Job, child.Fields, spec);
        spec["template"] = new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = PodShape.Labels(child, labels) },
            ["spec"] = PodShape.Render(child, restartPolicy: "Never"),
        };
        return spec;
    }
}

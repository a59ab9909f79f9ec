using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

internal sealed class CronJobShape() : FixedKindShape(new KindReference("batch/v1", "CronJob"), "-cronjob")
{
    public override void Render(ChildScope child, JsonObject target)
    {
        var fields = child.Fields;
        var spec = new JsonObject
        {
            ["schedule"] = fields.RequiredText("schedule"),
            ["concurrencyPolicy"] = Concurrency(fields),
            ["suspend"] = fields.Flag("suspend") ?? false,
            ["successfulJobsHistoryLimit"] = fields.Whole("successfulJobsHistoryLimit", 0, int.MaxValue) ?? 3,
            ["failedJobsHistoryLimit"] = fields.Whole("failedJobsHistoryLimit", 0, int.MaxValue) ?? 1,
        };
        spec.AddIfGiven("startingDeadlineSeconds", fields.Whole("startingDeadlineSeconds", 0, int.MaxValue) is { } deadline ? JsonValue.Create(deadline) : null);
        spec.AddIfGiven("timeZone", fields.Text("timeZone"));
        spec["jobTemplate"] = new JsonObject { ["spec"] = JobShape.Spec(child) };
        target["spec"] = spec;
    }

    private static string Concurrency(Block fields) => fields.Text("concurrencyPolicy")?.ToUpperInvariant() switch
    {
        null or "ALLOW" => "Allow",
        "FORBID" => "Forbid",
        "REPLACE" => "Replace",
        _ => throw new RenderFaultException(fields.PlaceOf("concurrencyPolicy"), $"concurrencyPolicy is one of allow, forbid, replace, not {fields.Text("concurrencyPolicy")}"),
    };
}

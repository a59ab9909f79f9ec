using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary>What is told of a Secret: reports of tests are kept and passed on, so they have its keys and none of its values.</summary>
internal static class SecretMask
{
    /// <summary>Stands for a value.</summary>
    public const string NotShown = "(not shown)";

    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>The object itself, or a copy without values of a Secret.</summary>
    public static JsonObject Of(JsonObject live)
    {
        if (live.Kind is not "Secret")
            return live;
        var obj = (JsonObject)live.DeepClone();
        obj.Annotations?.Remove(LastApplied);
        foreach (var field in new[] { "data", "stringData" })
        {
            if (obj[field] is not JsonObject values)
                continue;
            foreach (var key in values.Select(static value => value.Key).ToList())
                values[key] = NotShown;
        }

        return obj;
    }
}

using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;

namespace Orkestra.DevCluster.Strategies;

/// <summary>Secrets: the type says which keys there must be, and stays.</summary>
internal sealed class SecretStrategy : DataStrategy
{
    public override IReadOnlySet<string> SelectableFields { get; } = Fields("type");

    public override IEnumerable<FieldError> Validate(JsonObject obj)
    {
        foreach (var error in base.Validate(obj))
            yield return error;
        string[] wanted = obj.Text("type") switch
        {
            "kubernetes.io/tls" => ["tls.crt", "tls.key"],
            "kubernetes.io/dockerconfigjson" => [".dockerconfigjson"],
            "kubernetes.io/dockercfg" => [".dockercfg"],
            "kubernetes.io/ssh-auth" => ["ssh-privatekey"],
            _ => [],
        };
        foreach (var key in wanted)
        {
            if (obj.Dig("data", key) is null)
                yield return FieldError.Required($"data[{key}]");
        }
    }

    public override IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live)
    {
        if (!string.Equals(obj.Text("type"), live.Text("type"), StringComparison.Ordinal))
            yield return FieldError.Invalid("type", obj["type"]?.DeepClone(), "field is immutable");
        foreach (var error in base.ValidateUpdate(obj, live))
            yield return error;
    }
}

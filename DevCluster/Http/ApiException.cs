using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Http;

/// <summary>The request is answered with a Status of failure.</summary>
internal sealed class ApiException(int statusCode, string reason, string message, JsonObject? details = null) : Exception(message)
{
    public int StatusCode { get; } = statusCode;
    public string Reason { get; } = reason;
    public int? RetryAfterSeconds { get; init; }
    public JsonObject? ListMetadata { get; init; }

    public JsonObject Status
    {
        get
        {
            var status = new JsonObject
            {
                ["kind"] = "Status",
                ["apiVersion"] = "v1",
                ["metadata"] = ListMetadata?.DeepClone() ?? new JsonObject(),
                ["status"] = "Failure",
                ["message"] = Message,
            };
            if (Reason.Length > 0)
                status["reason"] = Reason;
            if (details is not null)
                status["details"] = details.DeepClone();
            status["code"] = StatusCode;
            return status;
        }
    }
}

namespace Orkestra.DevCluster.Patching;

/// <summary>A patch that cannot be read or does not fit the object.</summary>
internal sealed class PatchException(int statusCode, string reason, string message) : Exception(message)
{
    /// <summary>400, 413, 415 or 422.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>The reason of the Status: BadRequest, Invalid, …</summary>
    public string Reason { get; } = reason;

    internal static PatchException BadRequest(string message) => new(400, "BadRequest", message);
}

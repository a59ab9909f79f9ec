namespace Orkestra.DevCluster.Apply;

/// <summary>The applied object cannot be merged: it does not fit the schema, has duplicate list keys, or sets what an apply must not set.</summary>
internal sealed class ApplyRejectedException(int statusCode, string reason, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    /// <summary>The reason of the Status, such as BadRequest; empty where the server gives none.</summary>
    public string Reason { get; } = reason;
}

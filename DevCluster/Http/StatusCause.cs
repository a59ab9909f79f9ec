namespace Orkestra.DevCluster.Http;

/// <summary>One entry of a Status' details.causes.</summary>
internal readonly record struct StatusCause(string Reason, string Message, string Field);

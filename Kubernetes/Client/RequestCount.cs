namespace Orkestra.Kubernetes.Client;

/// <summary>How often a verb on a resource was answered with a status code.</summary>
/// <param name="Verb">get, list, watch, create, update, patch, apply or delete.</param>
/// <param name="Resource">As "deployments.apps" or "websites.example.com/status"; other paths as they are, as "/version".</param>
/// <param name="StatusCode">The HTTP status; 0 when no answer came.</param>
/// <param name="Count">How often.</param>
public sealed record RequestCount(string Verb, string Resource, int StatusCode, long Count);

using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Client;

/// <summary>One request, before it has a server.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path, string Verb, string Resource, string Name = "")
{
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    public string Accept { get; init; } = "application/json";

    /// <summary>Only what cannot change anything is sent again after a broken connection.</summary>
    public bool MayRepeat => Method == HttpMethod.Get;

    public static ApiRequest Get(ApiResource resource, ObjectName name, string? subresource = null) =>
        new(HttpMethod.Get, ApiPath.Of(resource, name, subresource), "get", CountedAs(resource, subresource), name.ToString());

    public static string CountedAs(ApiResource resource, string? subresource) =>
        subresource is null ? resource.GroupResource : $"{resource.GroupResource}/{subresource}";
}

using System.Globalization;
using System.Text;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Client;

/// <summary>Where a resource, an object and its subresources are found below the server's address.</summary>
internal static class ApiPath
{
    public static string Of(ApiResource resource, string? ns) =>
        ns is null || !resource.Namespaced ? $"{resource.Root}/{resource.Plural}" : $"{resource.Root}/namespaces/{Escape(ns)}/{resource.Plural}";

    public static string Of(ApiResource resource, ObjectName name, string? subresource = null)
    {
        if (string.IsNullOrEmpty(name.Name))
            throw new ArgumentException($"An object of {resource.GroupResource} has no name.", nameof(name));
        if (resource.Namespaced && name.Namespace is null)
            throw new ArgumentException($"{resource.GroupResource} live in namespaces, and \"{name.Name}\" comes without one.", nameof(name));
        var path = $"{Of(resource, name.Namespace)}/{Escape(name.Name)}";
        return subresource is null ? path : $"{path}/{subresource}";
    }

    /// <summary>The path with those parameters that have a value.</summary>
    public static string WithQuery(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        StringBuilder? text = null;
        foreach (var (name, value) in parameters)
        {
            if (string.IsNullOrEmpty(value))
                continue;
            text = text is null ? new StringBuilder(path).Append('?') : text.Append('&');
            text.Append(name).Append('=').Append(Escape(value));
        }

        return text?.ToString() ?? path;
    }

    public static string? Number(long value) => value == 0 ? null : value.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string text) => Uri.EscapeDataString(text);
}

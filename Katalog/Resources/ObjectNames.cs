using System.Buffers;

namespace Orkestra.Katalog.Resources;

/// <summary>Checks names before the API server does.</summary>
internal static class ObjectNames
{
    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>What is wrong with a name, as a part of a sentence; null when it is right.</summary>
    public static string? Fault(string name, NameRule rule)
    {
        if (name.Length == 0)
            return "is empty";
        return rule switch
        {
            NameRule.Subdomain => name.Length <= 253 && IsSubdomain(name) ? null : "is no name that Kubernetes takes: lower-case letters, digits, - and . only, at most 253",
            NameRule.Label => name.Length <= 63 && IsLabel(name) ? null : "is no name that Kubernetes takes here: lower-case letters, digits and - only, at most 63",
            NameRule.ServiceLabel => name.Length <= 63 && IsLabel(name) && char.IsAsciiLetterLower(name[0])
                ? null
                : "is no name for a service: lower-case letters, digits and - only, at most 63, the first one a letter",
            _ => name.Length <= 253 && name is not ("." or "..") && !name.AsSpan().ContainsAny("/%") && !name.Any(char.IsWhiteSpace) && !name.Any(char.IsControl)
                ? null
                : "is no name that Kubernetes takes: no slash, percent sign or space, at most 253 characters",
        };
    }

    private static bool IsSubdomain(ReadOnlySpan<char> name)
    {
        foreach (var label in name.Split('.'))
        {
            if (!IsLabel(name[label]))
                return false;
        }

        return true;
    }

    private static bool IsLabel(ReadOnlySpan<char> label) => label.Length > 0 && !label.ContainsAnyExcept(LabelCharacters) && label[0] != '-' && label[^1] != '-';
}

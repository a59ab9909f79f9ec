namespace Orkestra.Katalog.Functions;

/// <summary>The formats of Kubernetes names, labels and annotations.</summary>
internal static class KubeValidationFunctions
{
    public static FunctionDomain All() => new FunctionDomain("kubevalidation")
        .Add(
            "isDNS1123Subdomain TEXT → bool",
            "Lower-case letters, digits, - and . as in object names, at most 253 characters.",
            "{{ isDNS1123Subdomain \"my-app.example.com\" }} → true",
            static (a, _) => IsSubdomain(Arg.Text(a[0])))
        .Add("isValidLabelKey TEXT → bool", "[prefix/]name, as keys of labels are.", "{{ isValidLabelKey \"bad key\" }} → false", static (a, _) => IsKey(Arg.Text(a[0])))
        .Add(
            "isValidLabelValue TEXT → bool",
            "At most 63 letters, digits, -, _ and . with a letter or digit at both ends; \"\" is valid.",
            "{{ isValidLabelValue \"-dash\" }} → false",
            static (a, _) => Arg.Text(a[0]) is var text && (text.Length == 0 || IsQualified(text)))
        .Add(
            "isValidAnnotationKey TEXT → bool",
            "[prefix/]name, as keys of annotations are.",
            "{{ isValidAnnotationKey \"example.com/ticket\" }} → true",
            static (a, _) => IsKey(Arg.Text(a[0]).ToLowerInvariant()));

    private static bool IsKey(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? IsQualified(text) : IsSubdomain(text[..slash]) && IsQualified(text[(slash + 1)..]);
    }

    private static bool IsQualified(string text) => text.Length is > 0 and <= 63 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    internal static bool IsSubdomain(string text) => text.Length is > 0 and <= 253
        && text.Split('.').All(static part => part.Length > 0 && part[0] != '-' && part[^1] != '-' && part.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
}

namespace Orkestra.Katalog.Functions;

/// <summary>Host names.</summary>
internal static class DomainFunctions
{
    public static FunctionDomain All() => new FunctionDomain("domain")
        .Add(
            "domainHost TEXT → string",
            "Without white space, http:// or https:// and / at the end; \"\" for everything that is no text.",
            "{{ domainHost \"https://acme.example.com/\" }} → acme.example.com",
            static (a, _) => Host(a[0]))
        .Add(
            "domainBare TEXT → string",
            "As domainHost, and without www.",
            "{{ domainBare \"https://www.acme.example.com/\" }} → acme.example.com",
            static (a, _) => StringFunctions.TrimPrefix(Host(a[0]), "www."));

    private static string Host(object? value)
    {
        var text = (value as string ?? string.Empty).Trim();
        return StringFunctions.TrimPrefix(StringFunctions.TrimPrefix(text, "https://"), "http://").TrimEnd('/');
    }
}

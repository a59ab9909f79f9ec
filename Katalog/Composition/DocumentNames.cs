namespace Orkestra.Katalog.Composition;

/// <summary>Names of versions and kinds that other generations have.</summary>
internal static class DocumentNames
{
    /// <summary>By key of the document: the other name, and the present one.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Present { get; } = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
    {
        ["apiVersion"] = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["orkestra.konductor.io/v1Alpha"] = "orkestra.orkspace.io/v1",
            ["inrun.dev/v1"] = "orkestra.orkspace.io/v1",
        },
        ["kind"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["Catalog"] = "Katalog" },
    };
}

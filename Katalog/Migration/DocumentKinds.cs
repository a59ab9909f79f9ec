using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Migration;

/// <summary>The table of the language for a document.</summary>
internal static class DocumentKinds
{
    /// <summary>Null when it is no document of the language.</summary>
    public static BlockSchema? SchemaOf(Located document) => document.At("kind") is null ? null : DocumentReader.KindOf(document) switch
    {
        "Katalog" => KatalogLanguage.Document,
        "Komposer" => KatalogLanguage.Komposer,
        "Motif" => MotifLanguage.Document,
        "Simulate" => SimulateLanguage.Document,
        "E2E" => E2ELanguage.Document,
        _ => null,
    };
}

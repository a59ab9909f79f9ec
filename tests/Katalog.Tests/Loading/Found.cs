using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>Findings as short texts: id, line:column, YAML path. What is only told because these tests use the short, older spelling is left out.</summary>
internal static class Found
{
    public static async Task<IReadOnlyList<string>> InAsync(string katalog, Sources? sources = null) => Short(await (sources ?? Sources.WithCrd()).LoadAsync(katalog));

    public static IReadOnlyList<string> Short(LoadResult result) => [.. But(result).Select(Short)];

    /// <summary>The findings of a load but for older spellings.</summary>
    public static IReadOnlyList<Diagnostic> But(LoadResult result) => [.. result.Diagnostics.Where(found => found.Id is not "ORK1065")];

    public static string Short(Diagnostic found) =>
        $"{found.Id} {(string.Equals(found.Place.File, Sources.Main, StringComparison.Ordinal) ? "" : found.Place.File + ":")}{found.Place.Line}:{found.Place.Column} {found.Place.YamlPath}";

    /// <summary>An entry around the lines of an operator box, which are indented by eight and begin on line 9.</summary>
    public static string Box(string lines) => Entry($"operatorBox:\n{Indent(lines, 2)}");

    /// <summary>A Katalog around the lines of an entry after its crdFile, which are indented by six and begin on line 8.</summary>
    public static string Entry(string lines) => $"apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: {{ name: shops }}\nspec:\n  crds:\n    shop:\n      crdFile: crd.yaml\n{Indent(lines, 6)}\n";

    private static string Indent(string lines, int by) => string.Join('\n', lines.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', by) + line));
}

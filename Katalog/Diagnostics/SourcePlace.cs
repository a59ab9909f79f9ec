using System.Globalization;

namespace Orkestra.Katalog.Diagnostics;

/// <summary>A place in a source.</summary>
/// <param name="File">The source as it was referred to (a path or a URL).</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column, counted in UTF-16 code units.</param>
/// <param name="YamlPath">Keys joined by dots, list positions in brackets: <c>spec.crds.website.operatorBox.onCreate.services[0].port</c>. Empty for the document itself.</param>
public sealed record SourcePlace(string File, int Line, int Column, string YamlPath)
{
    /// <summary>The form that editors and terminals recognise: <c>katalog.yaml:12:7</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}

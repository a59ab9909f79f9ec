namespace Orkestra.Katalog.Diagnostics;

/// <summary>One finding in a definition. <c>docs/diagnostics.md</c> lists every id.</summary>
/// <param name="Id"><c>ORK1</c> and three digits.</param>
/// <param name="Severity">Errors keep the definition from loading.</param>
/// <param name="Message">One line: what is wrong.</param>
/// <param name="Mend">One line: what to do about it.</param>
/// <param name="Place">Where.</param>
public sealed record Diagnostic(string Id, DiagnosticSeverity Severity, string Message, string Mend, SourcePlace Place)
{
    /// <summary>One line for a terminal: place, severity, id, message, YAML path, mend.</summary>
    public override string ToString()
    {
        var severity = Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var path = Place.YamlPath.Length == 0 ? "" : $" ({Place.YamlPath})";
        return $"{Place}: {severity} {Id}: {Message}{path} — {Mend}";
    }
}

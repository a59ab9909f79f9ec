using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orkestra.Cli.Commands;
using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Cli.Output;

/// <summary>Findings in the forms that other programs read.</summary>
internal static class FindingFormats
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The names of all forms.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "json", "sarif", "github"];

    /// <summary><c>file:line:column: error ORK1003: message (path) — mend</c>, one a line.</summary>
    public static string Text(IReadOnlyList<Diagnostic> findings) => string.Concat(findings.Select(finding => $"{finding}\n"));

    /// <summary><c>{ errors, warnings, findings: [ { id, severity, message, mend, file, line, column, path } ] }</c>.</summary>
    public static string Json(IReadOnlyList<Diagnostic> findings) => new JsonObject
    {
        ["errors"] = findings.Count(finding => finding.Severity == DiagnosticSeverity.Error),
        ["warnings"] = findings.Count(finding => finding.Severity == DiagnosticSeverity.Warning),
        ["findings"] = new JsonArray([.. findings.Select(finding => new JsonObject
        {
            ["id"] = finding.Id,
            ["severity"] = Severity(finding),
            ["message"] = finding.Message,
            ["mend"] = finding.Mend,
            ["file"] = finding.Place.File,
            ["line"] = finding.Place.Line,
            ["column"] = finding.Place.Column,
            ["path"] = finding.Place.YamlPath,
        })]),
    }.ToJsonString(Indented) + "\n";

    /// <summary>SARIF 2.1.0, which code scanning reads.</summary>
    public static string Sarif(IReadOnlyList<Diagnostic> findings)
    {
        var rules = findings.Select(finding => finding.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "ork",
                        ["semanticVersion"] = VersionCommand.Version.Split('+')[0],
                        ["rules"] = new JsonArray([.. rules.Select(id => new JsonObject { ["id"] = id })]),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. findings.Select(finding => Result(finding, rules))]),
            }),
        }.ToJsonString(Indented) + "\n";
    }

    /// <summary>Workflow commands of GitHub Actions, which show findings beside the lines.</summary>
    public static string GitHub(IReadOnlyList<Diagnostic> findings) => string.Concat(findings.Select(finding => string.Create(
        CultureInfo.InvariantCulture,
        $"::{Severity(finding)} file={Property(finding.Place.File)},line={finding.Place.Line},col={finding.Place.Column},title={Property(finding.Id)}::{Data($"{finding.Message} — {finding.Mend}")}\n")));

    /// <summary>The form of this name.</summary>
    public static string Of(string name, IReadOnlyList<Diagnostic> findings) => name switch
    {
        "json" => Json(findings),
        "sarif" => Sarif(findings),
        "github" => GitHub(findings),
        _ => Text(findings),
    };

    private static string Severity(Diagnostic finding) => finding.Severity == DiagnosticSeverity.Error ? "error" : "warning";

    private static JsonObject Result(Diagnostic finding, List<string> rules) => new()
    {
        ["ruleId"] = finding.Id,
        ["ruleIndex"] = rules.IndexOf(finding.Id),
        ["level"] = Severity(finding),
        ["message"] = new JsonObject { ["text"] = $"{finding.Message} — {finding.Mend}" },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = finding.Place.File.Replace('\\', '/') },
                ["region"] = new JsonObject { ["startLine"] = finding.Place.Line, ["startColumn"] = finding.Place.Column },
            },
            ["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = finding.Place.YamlPath }),
        }),
    };

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}

using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;

namespace Orkestra.Cli.Definitions;

/// <summary>What loading all files of a command gave.</summary>
/// <param name="Files">The files, as they were given.</param>
/// <param name="Katalogs">The definitions of the files that have no error.</param>
/// <param name="Diagnostics">Every finding, by file in the order given, then by place.</param>
internal sealed record LoadedDefinitions(IReadOnlyList<string> Files, IReadOnlyList<KatalogDefinition> Katalogs, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Every local file that they were made of, in full.</summary>
    public IReadOnlyCollection<string> Sources { get; init; } = [];

    /// <summary>What enabled entries ask for and this version does not execute: it loads, but it is not run.</summary>
    public IReadOnlyList<Diagnostic> NotExecuted => [.. EnabledEntries.SelectMany(entry => entry.NotExecuted)];

    /// <summary>Why they cannot be run; empty when they can.</summary>
    public IReadOnlyList<Diagnostic> Refusals => [.. Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error), .. NotExecuted];

    public int Errors => Diagnostics.Count(finding => finding.Severity == DiagnosticSeverity.Error);

    public int Warnings => Diagnostics.Count - Errors;

    /// <summary>All entries that run.</summary>
    public IEnumerable<CrdEntry> EnabledEntries => Katalogs.SelectMany(katalog => katalog.Entries).Where(entry => entry.Enabled);

    /// <summary><c>katalog.yaml: 2 errors, 1 warning</c>.</summary>
    public string Summary => $"{string.Join(", ", Files)}: {Counted(Errors, "error")}, {Counted(Warnings, "warning")}";

    /// <summary>The same, but what is waited for and in no file is an error.</summary>
    public LoadedDefinitions Strict() => this with
    {
        Diagnostics = [.. Diagnostics.Select(finding => finding.Id is DefinitionLoader.UnknownEntry ? finding with { Severity = DiagnosticSeverity.Error } : finding)],
    };

    public static string Counted(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}

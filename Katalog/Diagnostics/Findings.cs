using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Diagnostics;

/// <summary>Collects the findings of one load, each once, as many as can be listed.</summary>
internal sealed class Findings
{
    private readonly List<Diagnostic> _all = [];
    private readonly HashSet<Diagnostic> _seen = [];
    private readonly List<Diagnostic> _notRun = [];
    private readonly HashSet<(string File, string Key)> _withoutEffect = [];
    private int _dropped;

    public bool HasErrors { get; private set; }

    /// <summary>True: further findings are only counted, and nothing costly should be done for their texts.</summary>
    public bool IsFull => _all.Count >= SourceLimits.MaxDiagnostics;

    public void Error(string id, SourcePlace place, string message, string mend) => Add(new Diagnostic(id, DiagnosticSeverity.Error, OneLine(message), OneLine(mend), place));

    public void Error(string id, Located at, string message, string mend) => Error(id, at.Place, message, mend);

    public void Warning(string id, SourcePlace place, string message, string mend) => Add(new Diagnostic(id, DiagnosticSeverity.Warning, OneLine(message), OneLine(mend), place));

    /// <summary>Whether this place is known to be wrong.</summary>
    public bool HasErrorAt(SourcePlace place) => _all.Exists(found => found.Severity is DiagnosticSeverity.Error && found.Place == place);

    /// <summary>What this version understands but does not execute, in the order of the file; its operator boxes must not be run.</summary>
    public IReadOnlyList<Diagnostic> NotExecuted => _notRun;

    /// <summary>Reports something that this version understands but does not execute, and that would change what the cluster gets.</summary>
    public void NotRun(SourcePlace place, string message)
    {
        _notRun.Add(new Diagnostic(DiagnosticIds.NotExecuted, DiagnosticSeverity.Error, OneLine(message), "leave it out, or use a version that executes it", place));
        Warning(DiagnosticIds.CheckedOnly, place, message, "leave it out, or use a version that executes it");
    }

    /// <summary>Reports a key that changes nothing, the first time that a file has it: files of the Go implementation have some of these in every entry.</summary>
    public void WithoutEffect(SourcePlace place, string key, string why)
    {
        if (_withoutEffect.Add((place.File, key)))
            Warning(DiagnosticIds.NoEffect, place, $"{key} changes nothing, here and wherever it stands in this file. {why}", "leave it out, or let it stand for other tools");
    }

    /// <summary>Everything found, by file, line and column.</summary>
    public IReadOnlyList<Diagnostic> InOrder(string mainFile)
    {
        var sorted = _all
            .OrderBy(found => string.Equals(found.Place.File, mainFile, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(found => found.Place.File, StringComparer.Ordinal)
            .ThenBy(found => found.Place.Line)
            .ThenBy(found => found.Place.Column)
            .ThenBy(found => found.Id, StringComparer.Ordinal)
            .ToList();
        if (_dropped > 0)
        {
            sorted.Add(new Diagnostic(
                DiagnosticIds.TooManyFindings,
                HasErrors ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                $"{_dropped} more findings are not listed",
                "mend those above and load again",
                new SourcePlace(mainFile, 1, 1, "")));
        }

        return sorted;
    }

    private static string OneLine(string text) => text.AsSpan().ContainsAny('\r', '\n') ? text.ReplaceLineEndings(" ") : text;

    private void Add(Diagnostic found)
    {
        HasErrors |= found.Severity == DiagnosticSeverity.Error;
        if (IsFull)
            _dropped++;
        else if (_seen.Add(found))
            _all.Add(found);
    }
}

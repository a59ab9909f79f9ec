using System.Globalization;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Simulation;

namespace Orkestra.Cli.Simulation;

/// <summary>Compares what happened with what was expected, of all entries or of one.</summary>
/// <param name="expected">What was expected.</param>
/// <param name="entry">The entry that it is about; null for all.</param>
/// <param name="operations">What was done for all entries.</param>
/// <param name="errors">Passes that did not succeed, of all entries.</param>
/// <param name="cycles">How many cycles ran.</param>
internal sealed class ExpectationCheck(SimulateExpectation expected, string? entry, IReadOnlyList<Operation> operations, IReadOnlyList<PassError> errors, int cycles)
{
    private readonly List<Operation> _operations = [.. operations.Where(one => one.Succeeded && (entry is null || string.Equals(one.Entry, entry, StringComparison.Ordinal)))];
    private readonly List<PassError> _errors = [.. errors.Where(one => entry is null || string.Equals(one.Entry, entry, StringComparison.Ordinal))];

    /// <summary>Every way in which it differs.</summary>
    public IEnumerable<Diagnostic> Failures()
    {
        foreach (var one in expected.Operations.Where(one => !IsMet(one)))
            yield return Fail(one.Place, $"expected {Text(one)}{Prefix}, and {Instead(one)}", "mend the Katalog, or the expectation");
        foreach (var one in expected.Absent)
        {
            if (_operations.FirstOrDefault(done => Fits(one, done)) is { } done)
                yield return Fail(one.Place, $"expected no {Text(one)}{Prefix}, and in cycle {done.Cycle} there was {done}", "mend the Katalog, or the expectation");
        }

        if (expected.Steady is { } steady && steady != IsQuietFrom(cycles))
            yield return Fail(expected.Place, steady ? $"expected a steady end{Prefix}, and cycle {cycles} had {Listed(cycles)}" : $"expected operations to the end{Prefix}, and cycle {cycles} had none", "run more cycles, or find out what is written for ever");
        if (expected.SteadyAt is { } at && !IsQuietFrom(at))
            yield return Fail(expected.Place, $"expected nothing from cycle {at} on{Prefix}, and {Listed(_operations.Where(one => one.Cycle >= at).Max(one => one.Cycle))} came after it", "find out what is written again, or expect it later");
        if (expected.NoErrors is true && _errors.Count > 0)
            yield return Fail(expected.Place, $"expected no errors{Prefix}, and {(_errors.Count == 1 ? "one pass" : $"{_errors.Count} passes")} did not succeed: {_errors[0]}", "mend what the message says");
    }

    /// <summary>The expected operations with whether they were met, then the actual ones with whether they were expected.</summary>
    public IEnumerable<string> Difference()
    {
        if (expected.Operations.Count + expected.Absent.Count == 0)
            yield break;
        yield return $"expected{Prefix}:";
        foreach (var one in expected.Operations)
            yield return $"  {(IsMet(one) ? '=' : '-')} {Text(one)}";
        foreach (var one in expected.Absent)
            yield return $"  {(_operations.Exists(done => Fits(one, done)) ? '!' : '=')} no {Text(one)}";
        yield return $"actual{Prefix}:";
        if (_operations.Count == 0)
            yield return "    nothing";
        foreach (var one in _operations)
            yield return string.Create(CultureInfo.InvariantCulture, $"  {Mark(one)} cycle {one.Cycle}: {one}");
    }

    private string Prefix => entry is null ? "" : $" of {entry}";

    private static Diagnostic Fail(SourcePlace place, string message, string mend) => new("ORK0050", DiagnosticSeverity.Error, message, mend, place);

    /// <summary>An apply that made the object is a create too, and one that found it an update or patch.</summary>
    private static bool IsVerb(string? wanted, Operation done) =>
        wanted is null
        || string.Equals(wanted, done.Verb, StringComparison.Ordinal)
        || (done.Verb is "apply" && (wanted, done.Created) is ("create", true) or ("update" or "patch", false));

    private static bool Fits(ExpectedOperation wanted, Operation done) =>
        string.Equals(wanted.Resource, done.Resource, StringComparison.OrdinalIgnoreCase)
        && (wanted.Cycle is null || wanted.Cycle == done.Cycle)
        && (wanted.Name is null || string.Equals(wanted.Name, done.Name, StringComparison.Ordinal))
        && IsVerb(wanted.Verb, done);

    private static string Text(ExpectedOperation one)
    {
        var text = string.Join(' ', new[] { one.Verb ?? "any operation on", one.Resource, one.Name }.OfType<string>());
        if (one.Count is { } count)
            text = string.Create(CultureInfo.InvariantCulture, $"{text} ({count} times)");
        return one.Cycle is { } cycle ? string.Create(CultureInfo.InvariantCulture, $"cycle {cycle}: {text}") : text;
    }

    private char Mark(Operation done) =>
        expected.Absent.Any(one => Fits(one, done)) ? '!' : expected.Operations.Any(one => Fits(one, done)) ? '=' : '+';

    private bool IsMet(ExpectedOperation wanted)
    {
        var found = _operations.Count(done => Fits(wanted, done));
        return wanted.Count is { } count ? found == count : found > 0;
    }

    private bool IsQuietFrom(int cycle) => _operations.TrueForAll(one => one.Cycle < cycle);

    private string Listed(int cycle)
    {
        var there = _operations.Where(one => one.Cycle == cycle).Select(one => one.ToString()).ToList();
        return there.Count <= 3 ? string.Join(", ", there) : $"{string.Join(", ", there.Take(3))} and {there.Count - 3} more";
    }

    /// <summary>What comes nearest to it.</summary>
    private string Instead(ExpectedOperation wanted)
    {
        var found = _operations.Where(done => Fits(wanted, done)).ToList();
        if (wanted.Count is not null && found.Count > 0)
            return found.Count == 1 ? "there was one" : $"there were {found.Count}";
        if (_operations.Find(done => Fits(wanted with { Cycle = null, Count = null }, done)) is { } other)
            return $"it came in cycle {other.Cycle}";
        if (_operations.Find(done => Fits(wanted with { Verb = null, Count = null }, done)) is { } verb)
            return $"there was {verb}";
        var names = _operations.Where(done => Fits(wanted with { Name = null, Count = null }, done)).Select(done => done.Name).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count > 0)
            return $"there {(names.Count == 1 ? "was only" : "were only")} {string.Join(", ", names)}";
        return _operations.Exists(done => string.Equals(done.Resource, wanted.Resource, StringComparison.OrdinalIgnoreCase)) ? "there was none like it" : $"there was nothing on {wanted.Resource}";
    }
}

using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Orkestra.Architecture.Tests;

/// <summary>Every failure that a user can meet has a row in docs/diagnostics.md.</summary>
public sealed partial class DiagnosticIdTests
{
    [Fact]
    public void Every_id_in_the_sources_has_a_row() => InSources().Except(InTable()).ShouldBeEmpty("these ids have no row in docs/diagnostics.md");

    [Fact]
    public void Every_row_is_used_in_the_sources() => InTable().Except(InSources()).ShouldBeEmpty("these rows of docs/diagnostics.md name ids that no source has");

    [Fact]
    public void No_id_has_two_rows() => Rows().GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    private static HashSet<string> InSources() => Repository.Files("*.cs")
        .Where(path => !path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("benchmarks/", StringComparison.Ordinal))
        .SelectMany(path => Quoted().Matches(Repository.Read(path)))
        .Select(match => match.Groups["id"].Value)
        .ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> InTable() => Rows().ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Rows() => Row().Matches(Repository.Read("docs/diagnostics.md")).Select(match => match.Groups["id"].Value);

    /// <summary>An id at the start of a string; what comments mention does not count as use.</summary>
    [GeneratedRegex("\"(?<id>ORK[0-9]{4})\\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\|\s*`?(?<id>ORK[0-9]{4})`?\s*\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}

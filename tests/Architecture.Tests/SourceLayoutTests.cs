using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Orkestra.Architecture.Tests;

/// <summary>A folder is a concept, a file is a type.</summary>
public sealed partial class SourceLayoutTests
{
    private const int LongestFile = 400;

    [Fact]
    public void Namespaces_follow_the_folders() => Sources()
        // Code of an example is a project of somebody's own.
        .Where(path => !path.StartsWith("examples/", StringComparison.Ordinal))
        .Where(path => Namespace().Match(Repository.Read(path)) is { Success: true } found && !string.Equals(found.Groups["name"].Value, Expected(path), StringComparison.Ordinal))
        .Select(path => $"{path}: should be {Expected(path)}")
        .ShouldBeEmpty();

    [Fact]
    public void A_file_of_the_product_holds_one_type() => Products()
        .Select(path => (Path: path, Types: TopLevelType().Matches(Repository.Read(path)).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList()))
        .Where(file => file.Types.Count > 1)
        .Select(file => $"{file.Path}: {string.Join(", ", file.Types)}")
        .ShouldBeEmpty();

    [Fact]
    public void A_file_is_named_after_its_type() => Products()
        .Select(path => (Path: path, Type: TopLevelType().Match(Repository.Read(path))))
        .Where(file => file.Type.Success && !string.Equals(Path.GetFileName(file.Path).Split('.')[0], file.Type.Groups["name"].Value, StringComparison.Ordinal))
        .Select(file => $"{file.Path}: {file.Type.Groups["name"].Value}")
        .ShouldBeEmpty();

    [Fact]
    public void No_file_of_the_product_is_long() => Products()
        .Select(path => (Path: path, Lines: Repository.Read(path).Count(c => c == '\n')))
        .Where(file => file.Lines > LongestFile)
        .Select(file => $"{file.Path}: {file.Lines} lines")
        .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_to_do_later() => Products()
        .Where(path => Later().IsMatch(Repository.Read(path)))
        .ShouldBeEmpty();

    private static IEnumerable<string> Sources() => Repository.Files("*.cs");

    private static IEnumerable<string> Products() => Sources()
        .Where(path => !path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("benchmarks/", StringComparison.Ordinal));

    private static string Expected(string path)
    {
        var folder = path[..path.LastIndexOf('/')];
        if (folder.StartsWith("tests/", StringComparison.Ordinal))
            folder = folder["tests/".Length..];
        return $"Orkestra.{char.ToUpperInvariant(folder[0])}{folder[1..].Replace('/', '.')}";
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(?:public |internal |file )?(?:(?:sealed|static|abstract|partial|readonly|ref) )*(?:(?:class|record struct|record class|record|struct|interface|enum) (?<name>\w+)|delegate .*?(?<name>\w+)(?:<\w+>)?\()",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\bTODO\b|NotImplementedException|Thread\.Sleep", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Later();
}

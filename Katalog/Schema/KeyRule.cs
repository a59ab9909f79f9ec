using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

/// <summary>A rule between the keys of one block.</summary>
internal sealed record KeyRule(KeyRuleKind Kind, string Key, IReadOnlyList<string> Others)
{
    public void Check(string block, Located at, Findings findings)
    {
        var key = Given(at, Key);
        var other = Others.Select(name => (Name: name, At: Given(at, name))).FirstOrDefault(each => each.At is not null);
        switch (Kind)
        {
            case KeyRuleKind.Excludes when key is { } one && other.At is not null:
                findings.Error(DiagnosticIds.GivenTwice, one, $"{block} has {Key} and {other.Name}, and both say the same thing", $"keep {Key} or {other.Name}");
                break;
            case KeyRuleKind.Needs when key is { } lonely && other.At is null:
                findings.Error(DiagnosticIds.RequiredKey, lonely, $"{Key} means nothing without {string.Join(" or ", Others)}", $"add {Others[0]}, or leave {Key} out");
                break;
            case KeyRuleKind.OneOf when key is null && other.At is null:
                findings.Error(DiagnosticIds.RequiredKey, at.Place, $"{block} needs {Key}{string.Concat(Others.Select(name => $" or {name}"))}", $"add {Key}");
                break;
            default:
                break;
        }
    }

    public bool Equals(KeyRule? other) => other is not null && Kind == other.Kind && string.Equals(Key, other.Key, StringComparison.Ordinal) && Others.SequenceEqual(other.Others, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Kind, Key, Others.Count);

    private static Located? Given(Located at, string key) => at.At(key) is { } value && !value.Node.IsNull ? value : null;
}

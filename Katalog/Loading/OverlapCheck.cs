using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Selectors;

namespace Orkestra.Katalog.Loading;

/// <summary>One object is reconciled by one box: two enabled entries on one group and kind must be kept apart by namespace or selector.</summary>
internal static class OverlapCheck
{
    public static void Check(IReadOnlyList<CrdEntry> entries, Findings findings)
    {
        var enabled = entries.Where(entry => entry.Enabled).ToList();
        for (var i = 1; i < enabled.Count; i++)
        {
            if (enabled.Take(i).FirstOrDefault(earlier => CanOverlap(earlier, enabled[i])) is not { } other)
                continue;
            findings.Error(
                DiagnosticIds.OverlappingEntries,
                enabled[i].Place,
                $"{enabled[i].Name} and {other.Name} (line {other.Place.Line}) both watch {enabled[i].Types.Kind}, and one object could belong to both",
                "keep them apart by namespace or by labelSelectors that exclude each other, or disable one");
        }
    }

    private static bool CanOverlap(CrdEntry a, CrdEntry b)
    {
        if (!string.Equals(a.Types.Group, b.Types.Group, StringComparison.Ordinal) || !string.Equals(a.Types.Kind, b.Types.Kind, StringComparison.Ordinal))
            return false;
        if (a.Namespace is not null && b.Namespace is not null && !string.Equals(a.Namespace, b.Namespace, StringComparison.Ordinal))
            return false;
        return !Exclude(a.LabelSelector, b.LabelSelector, SelectorText.ParseLabels) && !Exclude(a.FieldSelector, b.FieldSelector, SelectorText.ParseFields);
    }

    private static bool Exclude(string? a, string? b, Func<string, IReadOnlyList<Requirement>?> parse) =>
        a is not null && b is not null && parse(a) is { } first && parse(b) is { } second && first.Any(one => second.Any(one.Excludes));
}

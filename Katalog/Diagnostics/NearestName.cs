namespace Orkestra.Katalog.Diagnostics;

/// <summary>Finds the name that was most likely meant by a misspelt one.</summary>
internal static class NearestName
{
    private const int LongestCompared = 64;

    /// <summary>The nearest name within a third of the length (two edits for short names); null when none is near. Upper and lower case are no difference.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">The names that there are.</param>
    /// <param name="most">How many edits away a name may be at most.</param>
    public static string? Of(string written, IEnumerable<string> names, int most = 3)
    {
        if (written.Length is < 2 or > LongestCompared)
            return null;

        var limit = Math.Max(1, Math.Min(most, written.Length / 3));
        string? nearest = null;
        var best = limit + 1;
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var distance = Distance(written, name, best);
            if (distance < best)
                (best, nearest) = (distance, name);
        }

        return nearest;
    }

    /// <summary>Levenshtein's distance; <paramref name="enough"/> where the lengths alone make it that far.</summary>
    private static int Distance(string a, string b, int enough)
    {
        if (Math.Abs(a.Length - b.Length) >= enough)
            return enough;
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}

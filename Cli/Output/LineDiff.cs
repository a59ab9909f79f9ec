using System.Globalization;
using System.Text;

namespace Orkestra.Cli.Output;

/// <summary>The difference of two texts in the form of <c>diff -u</c>.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    /// <summary>Empty when the texts are the same.</summary>
    public static string Of(string file, string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var steps = Steps(old, now);
        if (steps.TrueForAll(step => step.Mark == ' '))
            return "";
        var output = new StringBuilder($"--- {file}\n+++ {file}\n");
        for (var i = 0; i < steps.Count;)
        {
            if (steps[i].Mark == ' ')
            {
                i++;
                continue;
            }

            var from = Math.Max(0, i - Context);
            var to = End(steps, i);
            Hunk(output, steps, from, to);
            i = to;
        }

        return output.ToString();
    }

    private static string[] Lines(string text) => text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n');

    /// <summary>Where a hunk ends: changes that are near each other are one.</summary>
    private static int End(List<(char Mark, string Line)> steps, int from)
    {
        var last = from;
        for (var i = from; i < steps.Count && i - last <= 2 * Context; i++)
        {
            if (steps[i].Mark != ' ')
                last = i;
        }

        return Math.Min(steps.Count, last + Context + 1);
    }

    private static void Hunk(StringBuilder output, List<(char Mark, string Line)> steps, int from, int to)
    {
        var (oldStart, nowStart) = (steps.Take(from).Count(step => step.Mark != '+') + 1, steps.Take(from).Count(step => step.Mark != '-') + 1);
        var hunk = steps.GetRange(from, to - from);
        output.Append(CultureInfo.InvariantCulture, $"@@ -{oldStart},{hunk.Count(step => step.Mark != '+')} +{nowStart},{hunk.Count(step => step.Mark != '-')} @@\n");
        foreach (var (mark, line) in hunk)
            output.Append(mark).Append(line).Append('\n');
    }

    /// <summary>The lines of both, by their longest common subsequence; what both begin and end with is taken off first.</summary>
    private static List<(char Mark, string Line)> Steps(string[] old, string[] now)
    {
        var head = 0;
        while (head < old.Length && head < now.Length && string.Equals(old[head], now[head], StringComparison.Ordinal))
            head++;
        var tail = 0;
        while (tail < old.Length - head && tail < now.Length - head && string.Equals(old[^(tail + 1)], now[^(tail + 1)], StringComparison.Ordinal))
            tail++;
        var (a, b) = (old[head..^tail], now[head..^tail]);
        var steps = old.Take(head).Select(line => (' ', line)).ToList();
        // A table of all pairs would be too large for very long files: they differ as a whole.
        if ((long)a.Length * b.Length > 25_000_000)
            steps.AddRange(a.Select(line => ('-', line)).Concat(b.Select(line => ('+', line))));
        else
            Walk(a, b, steps);
        steps.AddRange(old.Skip(old.Length - tail).Select(line => (' ', line)));
        return steps;
    }

    private static void Walk(string[] a, string[] b, List<(char Mark, string Line)> steps)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = string.Equals(a[i], b[j], StringComparison.Ordinal) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && string.Equals(a[i], b[j], StringComparison.Ordinal))
            {
                steps.Add((' ', a[i++]));
                j++;
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                steps.Add(('-', a[i++]));
            }
            else
            {
                steps.Add(('+', b[j++]));
            }
        }
    }
}

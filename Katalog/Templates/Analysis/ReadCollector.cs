using System.Collections.Immutable;
using Orkestra.Katalog.Functions;

namespace Orkestra.Katalog.Templates.Analysis;

/// <summary>Collects reads, and leaves out those that another one covers.</summary>
internal sealed class ReadCollector
{
    private readonly HashSet<FieldRead> _reads = [];
    private bool _readsTime;
    private bool _isRandom;
    private bool _runs;

    public void Add(PathSet value, bool whole)
    {
        foreach (var path in value.Paths)
            _reads.Add(new FieldRead(path, whole));
    }

    public void AddFlags(TemplateFunction function)
    {
        _readsTime |= function.ReadsTime;
        _isRandom |= function.IsRandom;
        _runs |= function.RunsWithTime;
        _reads.UnionWith(function.OwnReads.Fields);
    }

    /// <summary>For a template that is too large to be walked.</summary>
    public void AddEverything()
    {
        _reads.Add(new FieldRead([], Whole: true));
        (_readsTime, _isRandom) = (true, true);
    }

    public TemplateReads ToReads() => new(Reduce(_reads), _readsTime, _isRandom) { RunsWithTime = _runs };

    /// <summary>Sorted, a path before those below it; what lies below a whole read is left out.</summary>
    public static ImmutableArray<FieldRead> Reduce(IEnumerable<FieldRead> reads)
    {
        var kept = ImmutableArray.CreateBuilder<FieldRead>();
        FieldRead? whole = null;
        foreach (var read in reads.Order(Comparer<FieldRead>.Create(Compare)))
        {
            if (whole is not null && read.Path.AsSpan().StartsWith(whole.Path.AsSpan()))
                continue;
            whole = read.Whole ? read : whole;
            kept.Add(read);
        }

        return kept.DrainToImmutable();
    }

    private static int Compare(FieldRead? left, FieldRead? right)
    {
        for (var i = 0; i < Math.Min(left!.Path.Length, right!.Path.Length); i++)
        {
            var order = string.CompareOrdinal(left.Path[i], right.Path[i]);
            if (order != 0)
                return order;
        }

        var length = left!.Path.Length.CompareTo(right!.Path.Length);
        return length != 0 ? length : right.Whole.CompareTo(left.Whole);
    }
}

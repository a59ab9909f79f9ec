namespace Orkestra.DevCluster.Selectors;

/// <summary>One requirement of a label selector: in, notin (with one value: = and !=), exists, absent, or greater and less than.</summary>
internal sealed record LabelRequirement(string Key, LabelOperator Operator, IReadOnlyList<string> Values)
{
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var has = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            LabelOperator.In => has && Values.Contains(value, StringComparer.Ordinal),
            LabelOperator.NotIn => !has || !Values.Contains(value, StringComparer.Ordinal),
            LabelOperator.Exists => has,
            LabelOperator.Absent => !has,
            LabelOperator.GreaterThan => has && Compare(value!) is > 0,
            _ => has && Compare(value!) is < 0,
        };
    }

    private int? Compare(string value) => long.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var left) && long.TryParse(Values[0], System.Globalization.CultureInfo.InvariantCulture, out var right) ? left.CompareTo(right) : null;
}

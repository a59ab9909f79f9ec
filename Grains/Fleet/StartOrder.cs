namespace Orkestra.Grains.Fleet;

/// <summary>Kahn's order: what is needed comes before what needs it; of those that could be next, the first by name.</summary>
internal static class StartOrder
{
    /// <param name="needs">By name: what it needs. Names that are no keys are taken as there.</param>
    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, IReadOnlyList<string>> needs)
    {
        var left = needs.ToDictionary(each => each.Key, each => each.Value.Where(needs.ContainsKey).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var order = new List<string>(left.Count);
        while (left.Count > 0)
        {
            // A circle is refused at load; of one that comes together all the same the first by name comes first.
            var next = left.Where(each => each.Value.Count == 0).Select(each => each.Key).Order(StringComparer.Ordinal).FirstOrDefault() ?? left.Keys.Order(StringComparer.Ordinal).First();
            order.Add(next);
            left.Remove(next);
            foreach (var open in left.Values)
                open.Remove(next);
        }

        return order;
    }
}

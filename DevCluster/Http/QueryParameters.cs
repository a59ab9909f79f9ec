using System.Globalization;

namespace Orkestra.DevCluster.Http;

/// <summary>The query of a request. Names are told apart by case; of a name that appears twice the first value counts.</summary>
internal sealed class QueryParameters
{
    private readonly List<KeyValuePair<string, string>> _values = [];

    public static QueryParameters Parse(string raw)
    {
        var parameters = new QueryParameters();
        foreach (var part in raw.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? "" : part[(equals + 1)..];
            parameters._values.Add(new(Unescape(name), Unescape(value)));
        }

        return parameters;
    }

    public string? Find(string name)
    {
        foreach (var (key, value) in _values)
        {
            if (string.Equals(key, name, StringComparison.Ordinal))
                return value;
        }

        return null;
    }

    public string Get(string name) => Find(name) ?? "";

    public IEnumerable<string> All(string name) => _values.Where(pair => string.Equals(pair.Key, name, StringComparison.Ordinal)).Select(pair => pair.Value);

    /// <summary>As the real server reads a boolean: "false", "0" and absence are false, everything else is true.</summary>
    public bool Flag(string name) => Find(name) is { } value && value is not ("false" or "0" or "False" or "FALSE" or "F" or "f");

    /// <exception cref="ApiException">400: it is no number.</exception>
    public long? Number(string name)
    {
        if (Find(name) is not { Length: > 0 } value)
            return null;
        return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ApiErrors.BadRequest($"strconv.ParseInt: parsing \"{value}\": invalid syntax");
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

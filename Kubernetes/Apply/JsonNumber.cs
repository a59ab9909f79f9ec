using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Apply;

/// <summary>One text for each number, however it was written: 1, 1.0 and 1e0 are "1".</summary>
internal static class JsonNumber
{
    public static string Canonical(JsonValue number)
    {
        if (number.TryGetValue(out long whole))
            return whole.ToString(CultureInfo.InvariantCulture);
        return number.GetValue<object>() switch
        {
            JsonElement element => Canonical(element.GetRawText()),
            double value => Canonical(value.ToString("R", CultureInfo.InvariantCulture)),
            float value => Canonical(value.ToString("R", CultureInfo.InvariantCulture)),
            IFormattable value => Canonical(value.ToString(null, CultureInfo.InvariantCulture)),
            var value => value.ToString() ?? "",
        };
    }

    public static string Canonical(string text)
    {
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 && text is not "-0")
            return text;
        // A decimal keeps 28 digits and no very small numbers; what it cannot hold is compared as a double.
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && (value != 0 || text.AsSpan().IndexOfAnyInRange('1', '9') < 0))
            return value == 0 ? "0" : (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
        return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
    }
}

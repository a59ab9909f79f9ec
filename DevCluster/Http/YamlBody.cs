using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Orkestra.DevCluster.Http;

/// <summary>Reads a YAML body into JSON, scalars typed as the API server's YAML reader types them.</summary>
internal static partial class YamlBody
{
    /// <exception cref="ApiException">400: it is no YAML.</exception>
    public static RequestBody Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var reader = new StringReader(Encoding.UTF8.GetString(body.Span));
            var stream = new YamlStream();
            stream.Load(new MergingParser(new Parser(reader)));
            return new RequestBody(stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode), []);
        }
        catch (YamlException error)
        {
            throw ApiErrors.BadRequest($"yaml: line {error.Start.Line}: {error.Message}");
        }
        catch (InvalidOperationException error)
        {
            // The scanner's way to refuse some broken plain scalars.
            throw ApiErrors.BadRequest($"yaml: {error.Message}");
        }
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => Map(map),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode scalar => Scalar(scalar),
        _ => null,
    };

    private static JsonObject Map(YamlMappingNode map)
    {
        var result = new JsonObject();
        foreach (var (key, value) in map.Children)
            result[(key as YamlScalarNode)?.Value ?? ""] = Convert(value);
        return result;
    }

    private static JsonNode? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || string.Equals(scalar.Tag.IsEmpty ? "" : scalar.Tag.Value, "tag:yaml.org,2002:str", StringComparison.Ordinal))
            return text;
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON":
                return true;
            case "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF":
                return false;
        }

        if (Integer().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        if (Octal().IsMatch(text))
            return System.Convert.ToInt64(text, 8);
        if (Hexadecimal().IsMatch(text))
            return System.Convert.ToInt64(text, 16);
        if (Real().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
            return real;
        return text;
    }

    [GeneratedRegex(@"\A[-+]?(0|[1-9][0-9]*)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A0[0-7]{1,20}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Octal();

    [GeneratedRegex(@"\A0x[0-9a-fA-F]{1,15}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Real();
}

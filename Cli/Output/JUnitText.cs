using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Orkestra.Katalog.Model;

namespace Orkestra.Cli.Output;

/// <summary>Values in JUnit reports.</summary>
internal static class JUnitText
{
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Without the characters that XML cannot have.</summary>
    public static string Clean(string text) => new([.. text.Where(XmlConvert.IsXmlChar)]);

    /// <summary>What a file says of itself; null where that is nothing.</summary>
    public static XElement? Properties(DefinitionAbout? about) => about is { Facts: { Count: > 0 } facts }
        ? new XElement("properties", facts.Select(static fact => new XElement("property", new XAttribute("name", fact.Key), new XAttribute("value", Clean(fact.Value)))))
        : null;
}

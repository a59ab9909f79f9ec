using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Orkestra.Kubernetes.Configuration;

/// <summary>A mapping in a kubeconfig file, which knows where it stands.</summary>
internal sealed class ConfigNode(string file, YamlMappingNode node)
{
    /// <summary>The file's full path.</summary>
    public string File => file;

    /// <summary>"file:line:column".</summary>
    public string Place => PlaceOf(node);

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any, Value: "" or "~" or "null" } => null,
        YamlScalarNode { Value: { Length: > 0 } value } => value,
        YamlScalarNode => null,
        var other => throw Wrong(other, name, "a text"),
    };

    public bool Flag(string name) => Find(name) switch
    {
        null => false,
        YamlScalarNode { Value: "true" } => true,
        YamlScalarNode { Value: "false" or "" or null or "null" or "~" } => false,
        var other => throw Wrong(other, name, "true or false"),
    };

    public ConfigNode? Child(string name) => Find(name) switch
    {
        null => null,
        YamlMappingNode mapping => new ConfigNode(file, mapping),
        YamlScalarNode { Value: "" or null or "null" or "~" } => null,
        var other => throw Wrong(other, name, "a mapping"),
    };

    public IReadOnlyList<ConfigNode> Children(string name) => [.. Items(name).Select(item => item as YamlMappingNode ?? throw Wrong(item, name, "a list of mappings")).Select(item => new ConfigNode(file, item))];

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(item => (item as YamlScalarNode ?? throw Wrong(item, name, "a list of texts")).Value ?? "")];

    /// <summary>The entries of this mapping whose values are lists of texts.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Lists() =>
        [.. node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "").Select(name => (name, Texts(name)))];

    /// <summary>The mapping as JSON, for a plugin.</summary>
    public System.Text.Json.Nodes.JsonNode? ToJson() => YamlJson.Convert(node);

    /// <summary>Where a field of this mapping stands, or the mapping itself.</summary>
    public string PlaceOf(string name) => Find(name) is { } found ? PlaceOf(found) : Place;

    private IEnumerable<YamlNode> Items(string name) => Find(name) switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        YamlScalarNode { Value: "" or null or "null" or "~" } => [],
        var other => throw Wrong(other, name, "a list"),
    };

    private YamlNode? Find(string name) => node.Children.TryGetValue(new YamlScalarNode(name), out var found) ? found : null;

    private string PlaceOf(YamlNode at) => string.Create(CultureInfo.InvariantCulture, $"{file}:{at.Start.Line}:{at.Start.Column}");

    private KubeconfigException Wrong(YamlNode at, string name, string expected) =>
        new("ORK2011", $"\"{name}\" is not {expected}.", PlaceOf(at), $"write {expected} there, as kubectl config view shows it");
}

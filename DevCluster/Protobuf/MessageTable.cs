using System.Globalization;
using System.Reflection;

namespace Orkestra.DevCluster.Protobuf;

/// <summary>The field numbers of the built-in kinds, read once from messages.fields.</summary>
internal sealed class MessageTable
{
    private static readonly Lazy<MessageTable> Loaded = new(() => new MessageTable());
    private readonly Dictionary<string, Dictionary<int, MessageField>> _messages = new(StringComparer.Ordinal);

    private MessageTable()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("messages.fields")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var words = line.Split(' ');
            var package = words[0][..words[0].LastIndexOf('.')];
            _messages[words[0]] = words.Skip(1).Select(word => Field(word, package)).ToDictionary(field => field.Number, field => field.Field);
        }
    }

    public static MessageTable Instance => Loaded.Value;

    public IReadOnlyDictionary<int, MessageField>? Find(string message) => _messages.GetValueOrDefault(message);

    /// <summary>The message of a kind; null when the kind has none.</summary>
    public string? MessageOf(string apiVersion, string kind)
    {
        if (kind is "DeleteOptions")
            return "meta.v1.DeleteOptions";
        var parts = apiVersion.Split('/');
        var package = parts.Length == 1 ? $"core.{parts[0]}" : $"{parts[0].Split('.')[0]}.{parts[1]}";
        var name = $"{package}.{kind}";
        return _messages.ContainsKey(name) ? name : null;
    }

    private static (int Number, MessageField Field) Field(string word, string package)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var type = word[(equals + 1)..];
        var shape = type switch
        {
            ['[', ']', ..] => FieldShape.List,
            ['{', '}', ..] => FieldShape.Map,
            ['^', ..] => FieldShape.Inline,
            _ => FieldShape.Single,
        };
        type = type.TrimStart('[', ']', '{', '}', '^');
        if (type[0] == '.')
            type = package + type;
        return (int.Parse(word[..colon], CultureInfo.InvariantCulture), new MessageField(word[(colon + 1)..equals], type, shape));
    }
}

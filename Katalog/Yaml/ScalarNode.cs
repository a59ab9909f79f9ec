using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.Yaml;

/// <summary>A scalar: its text as written, and its value under YAML's core schema.</summary>
internal sealed class ScalarNode(SourceText source, Mark start, Mark end, ScalarForm form, string text, object? value) : Node(source, start)
{
    public string Text { get; } = text;

    /// <summary>Another text at the same place.</summary>
    public ScalarNode WithText(string text) => new(Source, Start, End, ScalarForm.Folded, text, text);

    /// <summary>Null, string, bool, long or double.</summary>
    public object? Value { get; } = value;

    public ScalarForm Form { get; } = form;

    public Mark End { get; } = end;

    public override bool IsNull => Value is null;

    public override string Description => Value switch
    {
        null => "nothing",
        string => "a text",
        bool => $"the truth value {Text}",
        _ => $"the number {Text}",
    };
}

using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

/// <summary>The present form of a key of an older version that still loads.</summary>
/// <param name="Now">The present key.</param>
/// <param name="Rewrite">The present value as YAML on one line; null: the older value cannot be said in the present form, and stays. Without it the value is the same.</param>
internal sealed record OlderKey(string Now, Func<ScalarNode, string?>? Rewrite = null)
{
    /// <summary>The variable that <c>$NAME</c> or <c>${NAME}</c> names; null where a text is anything else.</summary>
    public static string? VariableOf(string text)
    {
        var name = text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith('}') ? text[2..^1] : text.StartsWith('$') ? text[1..] : "";
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name : null;
    }

    /// <summary>Whether a value can stand under the present key, and how it is written there; null text: as it is.</summary>
    public bool Takes(Node value, out string? text)
    {
        text = value is ScalarNode scalar ? Rewrite?.Invoke(scalar) : null;
        return value is not ScalarNode || Rewrite is null || text is not null;
    }
}

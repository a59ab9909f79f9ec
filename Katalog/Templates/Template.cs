using System.Collections.Immutable;
using Orkestra.Katalog.Functions;

namespace Orkestra.Katalog.Templates;

/// <summary>A parsed template: Go's text/template with missingkey=zero. Immutable; evaluated by any number of threads at once.</summary>
public sealed class Template
{
    private readonly string _constant;

    private Template(string text)
    {
        Text = text;
        _constant = text.Trim();
    }

    /// <summary>The text it was parsed from.</summary>
    public string Text { get; }

    /// <summary>True where the text has no action, so that the result is always the text itself.</summary>
    public bool IsConstant { get; } = true;

    /// <summary>What an evaluation can read.</summary>
    public TemplateReads Reads { get; } = TemplateReads.None;

    /// <summary>What is allowed and probably not meant.</summary>
    public ImmutableArray<TemplateWarning> Warnings { get; } = [];

    /// <summary>Whether a text has an action at all; other strings are literals.</summary>
    public static bool IsTemplate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains("{{", StringComparison.Ordinal);
    }

    /// <summary>Parses a text.</summary>
    /// <exception cref="TemplateSyntaxException">The text is no template, or names what <paramref name="functions"/> does not have.</exception>
    public static Template Parse(string text, FunctionTable functions)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(functions);
        if (IsTemplate(text))
            throw new TemplateSyntaxException(TemplateDiagnostics.Refused, "actions are not executed by this version", string.Empty, new TemplatePlace(0, 1, 1));
        return new Template(text);
    }

    /// <summary>The result: null, string, bool, long, double, JsonObject or JsonArray. A template that is one lone action keeps its type; text around it
    /// makes a string; strings are trimmed. A JsonObject or JsonArray may belong to the scope's own document: use <see cref="TemplateValue.ToJson"/>
    /// before adding it to another.</summary>
    /// <exception cref="TemplateException">The evaluation failed or went beyond its limits.</exception>
    public object? Evaluate(TemplateScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return _constant;
    }
}

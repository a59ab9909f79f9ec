using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates.Analysis;
using Orkestra.Katalog.Templates.Execution;
using Orkestra.Katalog.Templates.Syntax;

namespace Orkestra.Katalog.Templates;

/// <summary>A parsed template: Go's text/template with missingkey=zero. Immutable; evaluated by any number of threads at once.</summary>
public sealed class Template
{
    private readonly TemplateBody _body;
    private readonly string? _constant;
    private readonly Expression? _lone;

    /// <summary>The whole template is one field of the root, such as <c>{{ .spec.image }}</c>: most are. It needs no frame.</summary>
    private readonly FieldExpression? _plain;

    private readonly TemplateInputs? _inputs;
    private readonly IReadOnlyList<string>? _inputNames;

    private Template(string text, ParsedTemplate parsed, TemplateInputs? inputs)
    {
        Text = text;
        _body = parsed.Body;
        Warnings = parsed.Warnings;
        _constant = _body.Block.Statements.All(static statement => statement is TextStatement)
            ? string.Concat(_body.Block.Statements.Select(static statement => ((TextStatement)statement).Text)).Trim()
            : null;
        _lone = FindLoneAction(_body.Block);
        _plain = _lone is FieldExpression { Target: DotExpression } field && !_body.Block.Statements.Any(static statement => statement is SilentStatement) ? field : null;
        Reads = ReadAnalysis.Of(_body);
        _inputNames = TemplateInputs.NamesIn(Reads);
        if (inputs is null || _inputNames is { Count: 0 })
            return;
        _inputs = inputs;
        Reads = inputs.Resolve(Reads);
    }

    /// <summary>The text it was parsed from.</summary>
    public string Text { get; }

    /// <summary>True where the text has no action, so that the result is always the text itself.</summary>
    public bool IsConstant => _constant is not null;

    /// <summary>What an evaluation can read.</summary>
    public TemplateReads Reads { get; }

    /// <summary>The inputs of a Motif that it reads and that the Motif does not have.</summary>
    internal IEnumerable<string> UnknownInputs => _inputs is null || _inputNames is null ? [] : _inputNames.Where(name => !_inputs.Names.Contains(name, StringComparer.Ordinal));

    /// <summary>Its text, and the inputs of a Motif that it reads: two templates that are written the same give the same.</summary>
    internal string Written => _inputs is null ? Text : $"{Text} with {_inputs.Written(_inputNames)}";

    /// <summary>What is allowed and probably not meant.</summary>
    public ImmutableArray<TemplateWarning> Warnings { get; }

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
        return new Template(text, TemplateParser.Parse(text, functions), functions.Inputs);
    }

    /// <summary>The result: null, string, bool, long, double, JsonObject or JsonArray. A template that is one lone action keeps its type; text around it
    /// makes a string; strings are trimmed. A JsonObject or JsonArray may belong to the scope's own document: use <see cref="TemplateValue.ToJson"/>
    /// before adding it to another.</summary>
    /// <exception cref="TemplateException">The evaluation failed or went beyond its limits.</exception>
    public object? Evaluate(TemplateScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (_constant is not null)
            return _constant;
        if (_inputs is not null)
            scope = _inputs.Bind(scope, _inputNames);
        if (_plain is not null && TryFind(_plain, scope, out var found))
            return found is string text ? text.Trim() : found;
        var evaluation = new Evaluation(scope);
        try
        {
            var value = Evaluate(evaluation);
            return Bounded(value is TemplateScope all ? TemplateValue.ToJson(all) : value, evaluation);
        }
        catch (EvaluationException failure)
        {
            throw new TemplateException(TemplateDiagnostics.Evaluation, failure.Message, TemplatePlace.Of(Text, failure.Offset), failure);
        }
        catch (FunctionException failure)
        {
            throw new TemplateException(TemplateDiagnostics.Evaluation, $"error calling {evaluation.Calling}: {failure.Message}", TemplatePlace.Of(Text, evaluation.At), failure);
        }
        catch (LimitReachedException limit)
        {
            throw new TemplateLimitException(limit.Message, TemplatePlace.Of(Text, evaluation.At), limit);
        }
    }

    /// <summary>A map or list that was made is output as a text is; one that belongs to a document is only handed on.</summary>
    private static object? Bounded(object? value, Evaluation evaluation)
    {
        if (value is JsonNode { Parent: null } made && NodeSize.Of(made) > evaluation.TextLimit)
            throw new LimitReachedException($"an output of more than {evaluation.TextLimit} characters");
        return value;
    }

    /// <summary>Evaluates as a part of another evaluation, with its budget. Throws what expressions throw.</summary>
    internal object? Evaluate(Evaluation evaluation)
    {
        if (_constant is not null)
            return _constant;
        var frame = new Frame(evaluation, _body.Slots, evaluation.Scope);
        if (_lone is not null)
        {
            EvaluateSilent(frame, evaluation);
            var value = _lone.Evaluate(frame);
            return value is string text ? text.Trim() : value;
        }

        var output = new Output(evaluation);
        _body.Block.Execute(frame, output);
        return output.ToString().Trim();
    }

    /// <summary>False where something on the way is no map, or where everything is asked for: then the evaluation says what is wrong, or what it is.</summary>
    private static bool TryFind(FieldExpression field, TemplateScope scope, out object? value)
    {
        value = scope;
        foreach (var name in field.Names)
        {
            if (value is null)
                return true;
            (var known, value) = Fields.Get(value, name);
            if (!known)
                return false;
        }

        return value is not TemplateScope;
    }

    /// <summary>Runs the declarations before the lone action.</summary>
    private void EvaluateSilent(Frame frame, Evaluation evaluation)
    {
        if (_body.Block.Statements.Length == 1)
            return;
        var nothing = new Output(evaluation);
        foreach (var statement in _body.Block.Statements)
        {
            if (statement is PrintStatement)
                return;
            if (statement is SilentStatement)
                statement.Execute(frame, nothing);
        }
    }

    /// <summary>The one action that prints, if besides it there are only declarations and white space.</summary>
    private static Expression? FindLoneAction(Block block)
    {
        Expression? lone = null;
        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case TextStatement { IsBlank: true } or SilentStatement:
                    break;
                case PrintStatement print when lone is null:
                    lone = print.Value;
                    break;
                default:
                    return null;
            }
        }

        return lone;
    }
}

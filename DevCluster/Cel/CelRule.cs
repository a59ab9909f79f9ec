using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Cel;

/// <summary>One entry of x-kubernetes-validations, parsed for the schema it stands in.</summary>
internal sealed class CelRule
{
    private const int LongestMessage = 5 * 1024;
    private readonly ValidationRule _rule;
    private readonly TypeSchema _schema;
    private readonly CelNode _condition;
    private readonly CelNode? _message;

    /// <exception cref="CelSyntaxException">It cannot be read or evaluated here.</exception>
    /// <exception cref="CelException">It names what is not there.</exception>
    public CelRule(ValidationRule rule, TypeSchema schema)
    {
        if (rule.OptionalOldSelf)
            throw new CelSyntaxException("optionalOldSelf is not supported");
        (_rule, _schema) = (rule, schema);
        _condition = CelParser.Parse(rule.Rule);
        _message = rule.MessageExpression is { Length: > 0 } expression ? CelParser.Parse(expression) : null;
        var checker = new CelChecker();
        var scope = new CelChecker.Scope("self", schema, new CelChecker.Scope("oldSelf", schema, null));
        checker.Check(_condition, scope);
        UsesOldSelf = checker.UsesOldSelf;
        checker.Check(_message, scope);
    }

    /// <summary>It compares with the former state: checked in updates only, and never forgiven.</summary>
    public bool UsesOldSelf { get; }

    /// <summary>What is wrong, or null.</summary>
    public FieldError? Check(CelScope scope, string path)
    {
        try
        {
            if (CelEvaluator.Evaluate(_condition, scope) is true)
                return null;
        }
        catch (CelException error)
        {
            return FieldError.Invalid(Place(path), TypeName, $"{error.Message} evaluating rule: {Text}");
        }

        var detail = Explained(scope) ?? (_rule.Message is { Length: > 0 } ? Text : $"failed rule: {Text}");
        var place = Place(path + _rule.FieldPath);
        return _rule.Reason switch
        {
            "FieldValueForbidden" => FieldError.Forbidden(place, detail),
            "FieldValueRequired" => FieldError.Required(place, detail),
            "FieldValueDuplicate" => new FieldError("FieldValueDuplicate", place, $"Duplicate value: {FieldError.Quote(TypeName)}: {detail}"),
            _ => FieldError.Invalid(place, TypeName, detail),
        };
    }

    private string Text => (_rule.Message is { Length: > 0 } message ? message : _rule.Rule).Trim();

    private string TypeName => _schema.Type switch
    {
        SchemaType.List => "array",
        SchemaType.String => "string",
        SchemaType.Integer => "integer",
        SchemaType.Number => "number",
        SchemaType.Boolean => "boolean",
        SchemaType.IntOrString => "",
        _ => "object",
    };

    /// <summary>What the expression for the message says; null when it fails, is empty, too long or of several lines.</summary>
    private string? Explained(CelScope scope)
    {
        if (_message is null)
            return null;
        try
        {
            return CelEvaluator.Evaluate(_message, scope) is string text && text.Trim() is { Length: > 0 and <= LongestMessage } line && !line.Contains('\n', StringComparison.Ordinal) ? line : null;
        }
        catch (CelException)
        {
            return null;
        }
    }

    /// <summary>The server has no name for the whole object.</summary>
    private static string Place(string path) => path.Length == 0 ? "<nil>" : path.TrimStart('.');
}

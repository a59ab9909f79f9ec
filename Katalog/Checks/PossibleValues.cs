using System.Text.Json.Nodes;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Checks;

/// <summary>The values of one field that comparisons leave. It may leave more than there are, never less.</summary>
internal sealed class PossibleValues
{
    private readonly TemplateScope _scope;
    private readonly bool _isWhole;
    private readonly List<ConditionTest> _tests = [];
    private readonly List<string> _prefixes = [];
    private readonly List<string> _suffixes = [];
    private List<object?>? _choices;
    private double _low = double.NegativeInfinity;
    private double _high = double.PositiveInfinity;
    private bool _lowIsOut;
    private bool _highIsOut;
    private bool _isThere;
    private bool _isNotThere;

    /// <param name="schema">What the CRD says of the field, or null.</param>
    /// <param name="scope">Any scope: only constants are compared.</param>
    public PossibleValues(JsonObject? schema, TemplateScope scope)
    {
        _scope = scope;
        _isWhole = ResourceSchema.TypeOf(schema) is "integer";
        if (ResourceSchema.EnumOf(schema) is { } allowed)
            _choices = [null, .. allowed];
        if (ResourceSchema.Number(schema, "minimum") is { } minimum)
            (_low, _lowIsOut) = (minimum, schema!["exclusiveMinimum"]?.ToString() is "true");
        if (ResourceSchema.Number(schema, "maximum") is { } maximum)
            (_high, _highIsOut) = (maximum, schema!["exclusiveMaximum"]?.ToString() is "true");
    }

    public bool IsNone =>
        (_isThere && _isNotThere)
        || (_isThere && (Low > High || (Low == High && (_lowIsOut || _highIsOut) && !_isWhole)))
        || _choices is { Count: 0 }
        || (_isThere && Disagree(_prefixes, static (a, b) => a.StartsWith(b, StringComparison.Ordinal)))
        || (_isThere && Disagree(_suffixes, static (a, b) => a.EndsWith(b, StringComparison.Ordinal)));

    private double Low => !_isWhole ? _low : _lowIsOut && double.IsInteger(_low) ? _low + 1 : Math.Ceiling(_low);

    private double High => !_isWhole ? _high : _highIsOut && double.IsInteger(_high) ? _high - 1 : Math.Floor(_high);

    public void Keep(ConditionTest test)
    {
        if (test.Right is not ConstantOperand { Constant: var value })
            return;
        _tests.Add(test);
        var known = _choices;
        if (!test.Operator.Negated)
            Narrow(test.Operator.Kind, value);
        else if (test.Operator.Kind is OperatorKind.Exists)
            Presence(IsFalse(value));
        else if (test.Operator.Kind is OperatorKind.Equality && value is null or "")
            _isThere = true;
        // Choices that this test brings have to pass those before it, too.
        _choices = _choices?.Where(choice => known is null ? _tests.TrueForAll(each => Holds(each, choice)) : Holds(test, choice)).ToList();
    }

    private void Narrow(OperatorKind kind, object? value)
    {
        switch (kind)
        {
            case OperatorKind.Exists:
                Presence(!IsFalse(value));
                break;
            case OperatorKind.Equality:
                _choices ??= [value is null or "" ? null : value];
                break;
            case OperatorKind.In:
                _choices ??= [.. ListValue.Of(value)];
                break;
            case OperatorKind.Greater or OperatorKind.GreaterOrEqual when Numbers.Of(value) is { } low:
                Above(low, kind is OperatorKind.Greater);
                break;
            case OperatorKind.Less or OperatorKind.LessOrEqual when Numbers.Of(value) is { } high:
                Below(high, kind is OperatorKind.Less);
                break;
            case OperatorKind.Between when ListValue.Of(value) is [var first, var last] && Numbers.Of(first) is { } from && Numbers.Of(last) is { } to:
                Above(from, isOut: false);
                Below(to, isOut: false);
                break;
            case OperatorKind.Prefix when value is string { Length: > 0 } prefix:
                _isThere = true;
                _prefixes.Add(prefix);
                break;
            case OperatorKind.Suffix when value is string { Length: > 0 } suffix:
                _isThere = true;
                _suffixes.Add(suffix);
                break;
        }
    }

    /// <summary>What cannot be told is possible.</summary>
    private bool Holds(ConditionTest test, object? value)
    {
        try
        {
            return test.Holds(value, _scope);
        }
        catch (TemplateException)
        {
            return true;
        }
    }

    private void Presence(bool isThere)
    {
        _isThere |= isThere;
        _isNotThere |= !isThere;
    }

    private void Above(double low, bool isOut)
    {
        _isThere = true;
        if (low > _low || (low == _low && isOut))
            (_low, _lowIsOut) = (low, isOut);
    }

    private void Below(double high, bool isOut)
    {
        _isThere = true;
        if (high < _high || (high == _high && isOut))
            (_high, _highIsOut) = (high, isOut);
    }

    private static bool IsFalse(object? value) => value is not null && !Arg.Bool(value);

    private static bool Disagree(List<string> parts, Func<string, string, bool> agree) => parts.Any(one => parts.Any(other => !agree(one, other) && !agree(other, one)));
}

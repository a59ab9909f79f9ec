using System.Text;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>Compiles a JSONPath as kubectl takes it: <c>.status.phase</c>, <c>status.phase</c>, <c>{.status.phase}</c>, or a text with such paths in braces. What is absent gives nothing.</summary>
/// <param name="path">The text.</param>
internal sealed class JsonPathParser(string path)
{
    private readonly QueryText _text = new(path);

    public Func<JsonNode?, IEnumerable<JsonNode?>> Parse()
    {
        if (string.IsNullOrWhiteSpace(path))
            throw _text.Refuse("the path is empty");
        if (!path.Contains('{', StringComparison.Ordinal))
        {
            var whole = Steps();
            return _text.IsAtEnd ? new Func<JsonNode?, IEnumerable<JsonNode?>>(whole) : throw _text.Refuse($"{_text.Current} is not expected");
        }

        var parts = new List<(string Text, JqFilter? Values)>();
        while (!_text.IsAtEnd)
            parts.Add(_text.Take("{") ? ("", Braces()) : (Literal(), null));
        if (parts is [{ Values: { } only }])
            return new Func<JsonNode?, IEnumerable<JsonNode?>>(only);
        return root => [JsonValue.Create(string.Concat(parts.Select(part => part.Values is null ? part.Text : string.Join(' ', part.Values(root).Select(QueryValue.Text)))))];
    }

    private string Literal()
    {
        var literal = new StringBuilder();
        while (!_text.IsAtEnd && _text.Current != '{')
            literal.Append(_text.Read());
        return literal.ToString();
    }

    private JqFilter Braces()
    {
        _text.SkipSpaces();
        if (_text.TakeWord("range") || _text.TakeWord("end"))
            throw _text.Refuse("range is not supported: [*] gives every item");
        JqFilter filter = _text.Current is '"' or '\'' ? JqFilters.Constant(JsonValue.Create(_text.ReadQuoted())) : Steps();
        _text.Expect("}");
        return filter;
    }

    private JqFilter Steps()
    {
        _text.SkipSpaces();
        _text.Take("$");
        JqFilter filter = static input => input is null ? [] : [input];
        var isStart = true;
        while (!_text.IsAtEnd && Step(isStart) is { } step)
        {
            filter = JqFilters.Pipe(filter, step);
            isStart = false;
        }

        _text.SkipSpaces();
        return filter;
    }

    private JqFilter? Step(bool isStart)
    {
        if (_text.Take(".."))
            return JsonPathSteps.Below(Name());
        if (_text.Current == '[' || (_text.Current == '.' && _text.Next == '['))
        {
            _text.Take(".");
            _text.Read();
            return Bracket();
        }

        if (_text.Current == '.' && isStart && _text.Next is '\0' or '}')
        {
            _text.Read();
            return JsonPathSteps.Same;
        }

        if (!_text.Take(".") && !isStart)
            return null;
        if (_text.Take("*"))
            return JsonPathSteps.All;
        return JsonPathSteps.Key(Name());
    }

    /// <summary>A key; a dot in it has a backslash before it.</summary>
    private string Name()
    {
        var name = new StringBuilder();
        while (true)
        {
            name.Append(_text.ReadName(static c => c is '-' or '/'));
            if (_text.Current != '\\' || _text.Next == '\0')
                break;
            _text.Read();
            name.Append(_text.Read());
        }

        return name.Length > 0 ? name.ToString() : throw _text.Refuse("a key is missing");
    }

    private JqFilter Bracket()
    {
        _text.SkipSpaces();
        JqFilter step;
        if (_text.Take("*"))
            step = JsonPathSteps.All;
        else if (_text.Take("?("))
            step = Filter();
        else if (_text.Current is '\'' or '"')
            step = JsonPathSteps.Key(_text.ReadQuoted());
        else
            step = IndexOrSlice();
        _text.Expect("]");
        return step;
    }

    private JqFilter IndexOrSlice()
    {
        var from = _text.ReadWhole();
        if (!_text.Take(":"))
            return from is { } index ? JsonPathSteps.Index(index) : throw _text.Refuse("brackets hold an index, a key in quotes, * or ?(…)");
        var to = _text.ReadWhole();
        return _text.Current == ':' ? throw _text.Refuse("a step in a slice is not supported") : JsonPathSteps.Slice(from, to);
    }

    private JqFilter Filter() => _text.Nested(() =>
    {
        var left = Operand();
        _text.SkipSpaces();
        var holds = _text.TakeComparison();
        var right = holds is null ? null : Operand();
        _text.Expect(")");
        return JsonPathSteps.Where(item =>
        {
            var values = left(item).ToList();
            return holds is null ? values.Count > 0 : values.Exists(value => right!(item).Any(other => holds(value, other)));
        });
    });

    private JqFilter Operand()
    {
        _text.SkipSpaces();
        if (_text.Take("@"))
            return Steps();
        if (_text.Current is '\'' or '"')
            return JqFilters.Constant(JsonValue.Create(_text.ReadQuoted()));
        if (_text.TakeWord("true"))
            return JqFilters.Constant(JsonValue.Create(true));
        if (_text.TakeWord("false"))
            return JqFilters.Constant(JsonValue.Create(false));
        return JqFilters.Constant(_text.ReadNumber() ?? throw _text.Refuse("a filter compares @… with a text, a number, true or false"));
    }
}

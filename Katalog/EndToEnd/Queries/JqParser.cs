using System.Text.Json.Nodes;

namespace Orkestra.Katalog.EndToEnd.Queries;

/// <summary>Compiles the part of jq that reads and compares values; what it does not know is refused by name. A path without its first dot, <c>status.phase</c>, is one too.</summary>
/// <param name="query">The text.</param>
internal sealed class JqParser(string query)
{
    private readonly QueryText _text = new(query);

    public Func<JsonNode?, IEnumerable<JsonNode?>> Parse()
    {
        var filter = Pipe();
        _text.SkipSpaces();
        return _text.IsAtEnd ? new Func<JsonNode?, IEnumerable<JsonNode?>>(filter) : throw _text.Refuse($"{_text.Current} is not supported here");
    }

    private JqFilter Pipe() => _text.Nested(() =>
    {
        var left = Comma();
        _text.SkipSpaces();
        return _text.Take("|") ? JqFilters.Pipe(left, Pipe()) : left;
    });

    private JqFilter Comma()
    {
        var left = Alternative();
        _text.SkipSpaces();
        return _text.Take(",") ? JqFilters.Both(left, Comma()) : left;
    }

    private JqFilter Alternative()
    {
        var left = Or();
        _text.SkipSpaces();
        return _text.Take("//") ? JqFilters.Alternative(left, Alternative()) : left;
    }

    private JqFilter Or()
    {
        var left = And();
        _text.SkipSpaces();
        return _text.TakeWord("or") ? JqFilters.Combine(left, Or(), static (a, b) => QueryValue.IsTrue(a) || QueryValue.IsTrue(b)) : left;
    }

    private JqFilter And()
    {
        var left = Comparison();
        _text.SkipSpaces();
        return _text.TakeWord("and") ? JqFilters.Combine(left, And(), static (a, b) => QueryValue.IsTrue(a) && QueryValue.IsTrue(b)) : left;
    }

    private JqFilter Comparison()
    {
        var left = Postfix();
        _text.SkipSpaces();
        return _text.TakeComparison() is { } holds ? JqFilters.Combine(left, Postfix(), holds) : left;
    }

    private JqFilter Postfix()
    {
        var filter = Primary();
        while (true)
        {
            if (_text.Take("?"))
                filter = JqFilters.Try(filter);
            else if (_text.Current == '[' || (_text.Current == '.' && _text.Next is '[' or '"' or '_' || (_text.Current == '.' && char.IsAsciiLetter(_text.Next))))
                filter = JqFilters.Pipe(filter, Step());
            else
                return filter;
        }
    }

    private JqFilter Primary()
    {
        _text.SkipSpaces();
        if (_text.Take("("))
        {
            var inner = Pipe();
            _text.Expect(")");
            return inner;
        }

        if (_text.Take("["))
        {
            _text.SkipSpaces();
            if (_text.Take("]"))
                return JqFilters.Constant(new JsonArray());
            var items = Pipe();
            _text.Expect("]");
            return JqFilters.List(items);
        }

        if (_text.Current == '.')
            return Dot();
        if (_text.Current == '"')
            return JqFilters.Constant(JsonValue.Create(_text.ReadQuoted()));
        if (char.IsAsciiDigit(_text.Current) || _text.Current == '-')
            return JqFilters.Constant(_text.ReadNumber() ?? throw _text.Refuse("- is not supported here"));
        return Word();
    }

    private JqFilter Dot()
    {
        if (_text.Next == '.')
            throw _text.Refuse(".. is not supported");
        if (_text.Next is '[' or '"' or '_' || char.IsAsciiLetter(_text.Next))
            return Step();
        _text.Read();
        return JqFilters.Identity;
    }

    /// <summary><c>.key</c>, <c>."key"</c>, <c>[0]</c>, <c>["key"]</c>, <c>[]</c>; the last three also after a dot.</summary>
    private JqFilter Step()
    {
        _text.Take(".");
        if (_text.Current == '"')
            return JqFilters.Key(_text.ReadQuoted());
        if (!_text.Take("["))
            return JqFilters.Key(_text.ReadName(static _ => false));
        _text.SkipSpaces();
        if (_text.Take("]"))
            return JqFilters.Each;
        JqFilter step;
        if (_text.Current == '"')
            step = JqFilters.Key(_text.ReadQuoted());
        else if (_text.ReadWhole() is { } index)
            step = JqFilters.Index(index);
        else
            throw _text.Refuse("brackets hold an index or a key in quotes");
        _text.SkipSpaces();
        return _text.Take("]") ? step : throw _text.Refuse(_text.Current == ':' ? "slices are not supported" : "] is missing");
    }

    private JqFilter Word()
    {
        var name = _text.ReadName(static _ => false);
        if (name.Length == 0)
            throw _text.Refuse(_text.IsAtEnd ? "a value is missing" : $"{_text.Current} is not supported here");
        if (name is "true" or "false")
            return JqFilters.Constant(JsonValue.Create(name is "true"));
        if (name is "null")
            return JqFilters.Constant(null);
        if (_text.Take("("))
        {
            var argument = Pipe();
            _text.Expect(")");
            return JqFunctions.Of(name, argument) ?? throw _text.Refuse($"there is no function {name} here that takes one value; there are {string.Join(", ", JqFunctions.WithArgument)}");
        }

        if (name is "if" or "reduce" or "foreach" or "def" or "as" or "try" or "label" or "import")
            throw _text.Refuse($"{name} is not supported");
        return JqFunctions.Of(name) ?? JqFilters.Key(name);
    }
}

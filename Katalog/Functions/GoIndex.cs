using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Go's index and slice. Texts are indexed by the bytes of their UTF-8 form, as in Go.</summary>
internal static class GoIndex
{
    public static object? Index(ReadOnlySpan<object?> arguments)
    {
        var value = arguments[0];
        foreach (var key in arguments[1..])
        {
            if (value is null)
                return null;
            value = value switch
            {
                JsonArray list => TemplateValue.Normalize(list[Position(key, list.Count - 1)]),
                string text => (long)Encoding.UTF8.GetBytes(text)[Position(key, Encoding.UTF8.GetByteCount(text) - 1)],
                JsonObject or TemplateScope => Fields.Find(value, Key(key)),
                _ => throw new FunctionException($"can't index item of type {GoTypes.NameOf(value)}"),
            };
        }

        return value;
    }

    public static object? Slice(ReadOnlySpan<object?> arguments)
    {
        var bytes = arguments[0] is string text ? Encoding.UTF8.GetBytes(text) : null;
        var list = arguments[0] as JsonArray;
        if (bytes is not null && arguments.Length > 3)
            throw new FunctionException("cannot 3-index slice a string");
        if (bytes is null && list is null)
            throw new FunctionException(arguments[0] is null ? "slice of untyped nil" : $"can't slice item of type {GoTypes.NameOf(arguments[0])}");
        var length = bytes?.Length ?? list!.Count;
        Span<int> bounds = [0, length, length];
        for (var i = 1; i < arguments.Length; i++)
            bounds[i - 1] = Position(arguments[i], length);
        if (bounds[0] > bounds[1])
            throw new FunctionException($"invalid slice index: {bounds[0]} > {bounds[1]}");
        if (arguments.Length > 3 && bounds[1] > bounds[2])
            throw new FunctionException($"invalid slice index: {bounds[1]} > {bounds[2]}");
        return bytes is not null
            ? Encoding.UTF8.GetString(bytes.AsSpan(bounds[0]..bounds[1]))
            : new JsonArray([.. list!.Skip(bounds[0]).Take(bounds[1] - bounds[0]).Select(static item => item?.DeepClone())]);
    }

    private static int Position(object? key, int last) => key switch
    {
        long position and >= 0 when position <= last => (int)position,
        long position => throw new FunctionException($"index out of range: {position}"),
        null => throw new FunctionException("cannot index slice/array with nil"),
        _ => throw new FunctionException($"cannot index slice/array with type {GoTypes.NameOf(key)}"),
    };

    private static string Key(object? key) => key switch
    {
        string text => text,
        null => throw new FunctionException("value is nil; should be of type string"),
        _ => throw new FunctionException($"value has type {GoTypes.NameOf(key)}; should be string"),
    };
}

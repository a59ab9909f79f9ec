using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;
using Orkestra.Katalog.Templates.Formatting;

namespace Orkestra.Katalog.Functions;

/// <summary>Types and conversions between them.</summary>
internal static class TypeFunctions
{
    public static FunctionDomain All() => new FunctionDomain("types")
        .Add("len VALUE → int", "The bytes of a text, the elements of a list or the keys of a map; 0 for nil.", "{{ len \"abc\" }} → 3", static (a, _) => Length(a[0]))
        .Add("typeOf VALUE → string", "string, number, bool, map, slice or null.", "{{ typeOf 3 }} → number", static (a, _) => Arg.TypeName(a[0]))
        .Add("typeMap VALUE → bool", "Whether it is a map.", "{{ typeMap \"x\" }} → false", static (a, _) => Fields.IsMap(a[0]))
        .Add("typeList VALUE → bool", "Whether it is a list.", "{{ typeList (split \"a\" \",\") }} → true", static (a, _) => a[0] is JsonArray)
        .Add("typeString VALUE → bool", "Whether it is a text.", "{{ typeString \"x\" }} → true", static (a, _) => a[0] is string)
        .Add("typeNumber VALUE → bool", "Whether it is a number.", "{{ typeNumber 1.5 }} → true", static (a, _) => a[0] is long or double)
        .Add("typeBool VALUE → bool", "Whether it is true or false.", "{{ typeBool false }} → true", static (a, _) => a[0] is bool)
        .Add("typeNull VALUE → bool", "Whether it is nil.", "{{ typeNull nil }} → true", static (a, _) => a[0] is null, ArgumentRead.Shallow)
        .Add(
            "typeEmpty VALUE → bool",
            "Whether it is nil, \"\" or an empty list or map; 0 and false are not.",
            "{{ typeEmpty 0 }} → false",
            static (a, _) => IsVoid(a[0]),
            ArgumentRead.Shallow)
        .Add("Empty VALUE → bool", "Another name of typeEmpty.", "{{ Empty \"\" }} → true", static (a, _) => IsVoid(a[0]), ArgumentRead.Shallow)
        .Add("isScalar VALUE → bool", "Whether it is a text, a number, true or false.", "{{ isScalar 1 }} → true", static (a, _) => a[0] is string or bool or long or double)
        .Add("isComposite VALUE → bool", "Whether it is a list or a map.", "{{ isComposite 1 }} → false", static (a, _) => a[0] is JsonArray || Fields.IsMap(a[0]))
        .Add(
            "toBool VALUE → bool",
            "true, 1, yes and on are true; false, 0, no, off, \"\" and nil are false; other texts are refused.",
            "{{ toBool \"yes\" }} → true",
            static (a, _) => Arg.Bool(a[0]))
        .Add(
            "toInt VALUE → int",
            "A number or the number in a text, cut to an integer; true is 1, nil is 0; other texts are refused.",
            "{{ toInt \"3.7\" }} → 3",
            static (a, _) => Arg.Int(a[0]))
        .Add("toFloat VALUE → float", "A number or the number in a text, as a float; nil is 0.", "{{ toFloat \"0.75\" }} → 0.75", static (a, _) => Arg.Double(a[0]))
        .Add("toString VALUE → string", "As %v prints it; nil is \"\".", "{{ toString 3.14 }} → 3.14", static (a, e) => a[0] is null ? string.Empty : GoPrint.Value(a[0], e))
        .Add("toJson VALUE → string", "As JSON; nil is null.", "{{ toJson (split \"a,b\" \",\") }} → [\"a\",\"b\"]", static (a, e) => Arg.Json(a[0], e))
        .Add(
            "toList TEXT → slice",
            "The parts between commas without white space around them; \"\" and nil give an empty list, a list stays.",
            "{{ toJson (toList \"a, b\") }} → [\"a\",\"b\"]",
            static (a, e) => ToList(a[0], e));

    private static long Length(object? value) => value switch
    {
        null => 0,
        string text => Encoding.UTF8.GetByteCount(text),
        JsonArray list => list.Count,
        JsonObject map => map.Count,
        TemplateScope scope => scope.Names.Count,
        _ => throw new FunctionException($"len of type {GoTypes.NameOf(value)}"),
    };

    private static bool IsVoid(object? value) => value is not (bool or long or double) && !Truth.Of(value);

    private static JsonArray ToList(object? value, Evaluation evaluation)
    {
        if (value is JsonArray list)
            return list;
        var text = Arg.Text(value);
        return string.IsNullOrWhiteSpace(text) ? [] : Lists.Of(text.Split(',').Select(static part => part.Trim()), evaluation);
    }
}

using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Fallbacks and choices.</summary>
internal static class ConditionalFunctions
{
    public static FunctionDomain All() => new FunctionDomain("conditional")
        .Add(
            "default FALLBACK VALUE → any",
            "The value, or the fallback if the value is nil, \"\", 0, false or empty. The fallback comes first, so VALUE | default FALLBACK reads well.",
            "{{ \"\" | default \"x\" }} → x",
            static (a, _) => Arg.IsEmpty(a[1]) ? a[0] : a[1],
            ArgumentRead.Result)
        .Add(
            "coalesce VALUE... → any",
            "The first value that is not empty; nil if all are.",
            "{{ coalesce \"\" nil \"x\" }} → x",
            static (a, _) => Array.Find(a, static value => !Arg.IsEmpty(value)),
            ArgumentRead.Result)
        .Add("empty VALUE → bool", "Whether the value is nil, \"\", 0, false or an empty list or map.", "{{ empty \"\" }} → true", static (a, _) => Arg.IsEmpty(a[0]), ArgumentRead.Shallow)
        .Add("notEmpty VALUE → bool", "The opposite of empty.", "{{ notEmpty \"x\" }} → true", static (a, _) => !Arg.IsEmpty(a[0]), ArgumentRead.Shallow)
        .Add(
            "ternary CONDITION THEN ELSE → any",
            "THEN if the condition is true, not 0 and not empty; ELSE otherwise.",
            "{{ ternary true \"yes\" \"no\" }} → yes",
            static (a, _) => Truth.Of(a[0]) ? a[1] : a[2],
            ArgumentRead.Shallow, ArgumentRead.Result)
        .Add(
            "boolTernary CONDITION THEN ELSE → any",
            "As ternary, but the condition must be true, false or nil (false).",
            "{{ boolTernary false \"on\" \"off\" }} → off",
            static (a, _) => Strict(a[0]) ? a[1] : a[2],
            ArgumentRead.Whole, ArgumentRead.Result)
        .Add(
            "boolDefault VALUE FALLBACK → bool",
            "The value if it is true or false, else the fallback.",
            "{{ boolDefault nil true }} → true",
            static (a, _) => a[0] is bool flag ? flag : Arg.Bool(a[1]))
        .Add(
            "eqTernary VALUE TARGET THEN ELSE → any",
            "THEN if the value equals the target, both as text; ELSE otherwise.",
            "{{ eqTernary 3 \"3\" \"same\" \"other\" }} → same",
            static (a, e) => string.Equals(Arg.TextOrJson(a[0], e), Arg.TextOrJson(a[1], e), StringComparison.Ordinal) ? a[2] : a[3],
            ArgumentRead.Whole, ArgumentRead.Whole, ArgumentRead.Result);

    private static bool Strict(object? value) => value switch
    {
        bool flag => flag,
        null => false,
        _ => throw new FunctionException($"wants true or false, got a {Arg.TypeName(value)}; use ternary for other values"),
    };
}

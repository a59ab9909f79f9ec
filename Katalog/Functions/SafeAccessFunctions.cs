namespace Orkestra.Katalog.Functions;

/// <summary>Values of one type, with a fallback.</summary>
internal static class SafeAccessFunctions
{
    public static FunctionDomain All() => new FunctionDomain("safe access")
        .Add("getOr VALUE FALLBACK → any", "The value if it is not empty, else the fallback.", "{{ getOr nil 1 }} → 1", static (a, _) => Arg.IsEmpty(a[0]) ? a[1] : a[0], ArgumentRead.Result)
        .Add(
            "getStringOr VALUE FALLBACK → string",
            "The value if it is a text that is not empty, else the fallback.",
            "{{ getStringOr 3 \"x\" }} → x",
            static (a, _) => a[0] is string { Length: > 0 } text ? text : Arg.Text(a[1]))
        .Add(
            "getIntOr VALUE FALLBACK → int",
            "The value if it is a number, cut to an integer, else the fallback. A text is no number.",
            "{{ getIntOr \"3\" 1 }} → 1",
            static (a, _) => a[0] is long or double ? Arg.Int(a[0]) : Arg.Int(a[1]))
        .Add(
            "getBoolOr VALUE FALLBACK → bool",
            "The value if it is true or false, else the fallback. A text is neither.",
            "{{ getBoolOr \"true\" false }} → false",
            static (a, _) => a[0] is bool flag ? flag : Arg.Bool(a[1]));
}

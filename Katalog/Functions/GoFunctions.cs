using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;
using Orkestra.Katalog.Templates.Formatting;

namespace Orkestra.Katalog.Functions;

/// <summary>The functions that Go's text/template has by itself.</summary>
internal static class GoFunctions
{
    private const string Domain = "go";

    public static FunctionDomain All() => new FunctionDomain(Domain)
        .Add(new TemplateFunction("and", Domain, "and VALUE... → any", "The first false value, or the last one; later ones are not evaluated.", "{{ and true \"\" 1 }} → ", Unreachable) { ShortCircuit = false, Arguments = [ArgumentRead.Result] })
        .Add(new TemplateFunction("or", Domain, "or VALUE... → any", "The first true value, or the last one; later ones are not evaluated.", "{{ or \"\" \"x\" \"y\" }} → x", Unreachable) { ShortCircuit = true, Arguments = [ArgumentRead.Result] })
        .Add("not VALUE → bool", "Whether the value is false, 0, empty or nil.", "{{ not 0 }} → true", static (a, _) => !Truth.Of(a[0]), ArgumentRead.Shallow)
        .Add("print [VALUE...] → string", "All values as text; a space between two of which neither is text.", "{{ print 1 2 \"a\" }} → 1 2a", static (a, e) => GoPrint.Sprint(a, e))
        .Add("println [VALUE...] → string", "All values as text with spaces between, and a line feed.", "{{ println 1 \"a\" }} → 1 a", static (a, e) => GoPrint.Sprintln(a, e))
        .Add(
            "printf FORMAT [VALUE...] → string",
            "Values in a format with Go's verbs: %s %d %v %q %x %t %f %g %e %c %U %o %b %T.",
            "{{ printf \"%s-%03d\" \"web\" 7 }} → web-007",
            static (a, e) => GoPrintf.Format(a[0] as string ?? throw new FunctionException("wants a text as format"), a[1..], e))
        .Add(
            "index VALUE [KEY...] → any",
            "The element of a list or map, by keys one after the other; nil for a key that a map does not have, and for nil.",
            "{{ index (split \"a,b\" \",\") 1 }} → b",
            static (a, _) => GoIndex.Index(a),
            ArgumentRead.Walk)
        .Add("slice VALUE [FROM] [TO] [MAX] → any", "A part of a text or list: slice x 1 2 is x[1:2].", "{{ slice \"hello\" 1 3 }} → el", static (a, _) => GoIndex.Slice(a))
        .Add("html [VALUE...] → string", "Text with <, >, &, ' and \" escaped for HTML.", "{{ html \"<a>\" }} → &lt;a&gt;", static (a, e) => GoEscape.Html(Joined(a, e), e))
        .Add("js [VALUE...] → string", "Text escaped for JavaScript.", "{{ js \"it's\" }} → it\\'s", static (a, e) => GoEscape.JavaScript(Joined(a, e), e))
        .Add("urlquery [VALUE...] → string", "Text escaped for the query of a URL.", "{{ urlquery \"a b&c\" }} → a+b%26c", static (a, e) => GoEscape.UrlQuery(Joined(a, e), e))
        .Add(new TemplateFunction("call", Domain, "call FUNCTION [VALUE...] → any", "Refused: there are no values that are functions.", string.Empty, Unreachable) { Refused = "there are no values that are functions; call the function by its name" })
        .Add("eq LEFT RIGHT [RIGHT...] → bool", "Whether the first value equals one of the others.", "{{ eq 3 1 2 3 }} → true", static (a, _) => GoCompare.EqualsAny(a))
        .Add("ne LEFT RIGHT → bool", "Whether two values differ.", "{{ ne 1 2 }} → true", static (a, _) => !GoCompare.AreEqual(a[0], a[1]))
        .Add("lt LEFT RIGHT → bool", "Whether the first is less.", "{{ lt 1 2 }} → true", static (a, _) => GoCompare.IsLess(a[0], a[1]))
        .Add("le LEFT RIGHT → bool", "Whether the first is less or equal.", "{{ le 2 2 }} → true", static (a, _) => GoCompare.IsLess(a[0], a[1]) || GoCompare.AreEqual(a[0], a[1]))
        .Add("gt LEFT RIGHT → bool", "Whether the first is greater.", "{{ gt 2 1 }} → true", static (a, _) => !(GoCompare.IsLess(a[0], a[1]) || GoCompare.AreEqual(a[0], a[1])))
        .Add("ge LEFT RIGHT → bool", "Whether the first is greater or equal.", "{{ ge 2 2 }} → true", static (a, _) => !GoCompare.IsLess(a[0], a[1]));

    private static object? Unreachable(object?[] arguments, Evaluation evaluation) => throw new FunctionException("cannot be called");

    private static string Joined(object?[] values, Evaluation evaluation) => values.Length == 1 && values[0] is string text
        ? text
        : GoPrint.Sprint([.. values.Select(static value => value ?? string.Empty)], evaluation);
}

namespace Orkestra.Katalog.Tests.Templates;

/// <summary>The recorded cases that this engine answers otherwise, each with its output here (null: refused) and the reason.</summary>
internal static class GoDepartures
{
    public static IReadOnlyDictionary<string, (string? Output, string Reason)> All { get; } = new Dictionary<string, (string?, string)>(StringComparer.Ordinal)
    {
        ["{{slice .list 0 4}}"] = (null, "Go slices up to the capacity of its list, which is an accident of its memory; here a list ends at its length"),
        ["{{1i}}"] = (null, "there are no imaginary numbers in JSON"),
        ["{{\"\\xff\"|len}}"] = ("3", "texts are Unicode: a byte that is no UTF-8 becomes U+FFFD"),
        ["{{range .n}}{{end}}"] = (string.Empty, "a range over an integer is younger than the recordings"),
        ["{{if false}}{{nil}}{{end}}"] = (null, "what can never be evaluated is refused when it is loaded, not when it is reached"),
        ["{{len nil}}"] = ("0", "a field of nil is nil, and nil has the length 0"),
        ["{{index .nul 1}}"] = (string.Empty, "a field of nil is nil"),
        ["{{html nil}}"] = (string.Empty, "nil prints as nothing"),
    };

    public static string? Find(string template) => All.TryGetValue(template, out var departure) ? departure.Reason : null;
}

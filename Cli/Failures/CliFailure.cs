namespace Orkestra.Cli.Failures;

/// <summary>One failure of the command line: what is wrong, where, and the mend, in one line.</summary>
/// <param name="Id"><c>ORK0</c> and three digits, listed in docs/diagnostics.md.</param>
/// <param name="Place">A file, a setting or an object; <c>ork</c> for the command itself.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Mend">What to do.</param>
internal sealed record CliFailure(string Id, string Place, string Message, string Mend)
{
    public override string ToString() => $"{Place}: error {Id}: {OneLine(Message)} — {Mend}";

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

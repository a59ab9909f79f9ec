namespace Orkestra.Cli.Definitions;

/// <summary>Prints findings the same way in every command.</summary>
internal static class DiagnosticPrinter
{
    public static async Task PrintAsync(LoadedDefinitions definitions, TextWriter writer)
    {
        foreach (var finding in definitions.Diagnostics)
            await writer.WriteLineAsync(finding.ToString()).ConfigureAwait(false);
    }

    /// <summary>Prints the findings and says whether the definitions can be run.</summary>
    public static async Task<bool> AcceptAsync(LoadedDefinitions definitions, TextWriter writer)
    {
        await PrintAsync(definitions, writer).ConfigureAwait(false);
        foreach (var finding in definitions.NotExecuted)
            await writer.WriteLineAsync(finding.ToString()).ConfigureAwait(false);
        if (definitions.Errors == 0 && definitions.NotExecuted.Count == 0)
            return true;
        await writer.WriteLineAsync(definitions.Summary).ConfigureAwait(false);
        return false;
    }
}

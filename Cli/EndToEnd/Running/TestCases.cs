using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Katalog.Loading;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>Loads the files that a user names and those that they import, each once, a suite before its parts.</summary>
/// <param name="environment">Where relative paths start.</param>
internal sealed class TestCases(CliEnvironment environment)
{
    public async Task<IReadOnlyList<TestCase>> LoadAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var loader = new E2ELoader(new FileSourceReader(environment.WorkingDirectory));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var cases = new List<TestCase>();
        var open = new Stack<(string File, E2EDefinition? Suite)>(files.Reverse().Select(static file => (file, (E2EDefinition?)null)));
        while (open.TryPop(out var next))
        {
            if (!seen.Add(environment.Resolve(next.File)))
                continue;
            var result = await loader.LoadAsync(next.File, cancellationToken).ConfigureAwait(false);
            var problems = result.Diagnostics.Where(static finding => finding.Severity == DiagnosticSeverity.Error).Select(Text).ToList();
            var definition = result.Definition;
            if (definition is null || definition.Katalog is not null)
                cases.Add(new TestCase(next.File, definition, next.Suite ?? (definition?.Imports.Any(static import => !import.FreshCluster) is true ? definition : null), problems));
            foreach (var import in definition?.Imports.Reverse() ?? [])
                open.Push((PathOf(import.File), import.FreshCluster ? null : next.Suite ?? definition));
        }

        return cases;
    }

    private string PathOf(SourceReference file) => environment.Shorten(Path.GetFullPath(file.Reference, Path.GetDirectoryName(environment.Resolve(file.RelativeTo))!));

    private string Text(Diagnostic finding) => (finding with { Place = finding.Place with { File = environment.Shorten(finding.Place.File) } }).ToString();
}

using Orkestra.Katalog.EndToEnd;

namespace Orkestra.Cli.EndToEnd.Running;

/// <summary>A file that is run.</summary>
/// <param name="File">The file, as short as it was given.</param>
/// <param name="Definition">What it says; null: it is no E2E file.</param>
/// <param name="Suite">The file whose cluster it shares; null: it has its own.</param>
/// <param name="Problems">What is wrong with it.</param>
internal sealed record TestCase(string File, E2EDefinition? Definition, E2EDefinition? Suite, IReadOnlyList<string> Problems);

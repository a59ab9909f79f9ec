using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.Migration;

/// <summary>A file, and what became of it.</summary>
/// <param name="Source">The file as it is.</param>
/// <param name="Result">What it should be.</param>
public sealed record MigratedFile(SourceText Source, MigrationResult Result);

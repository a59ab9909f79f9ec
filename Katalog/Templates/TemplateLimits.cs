namespace Orkestra.Katalog.Templates;

/// <summary>How much one evaluation may use. An evaluation that wants more ends with a <see cref="TemplateLimitException"/>.</summary>
/// <param name="OutputLength">UTF-16 units that the output, and any string made on the way, may have.</param>
/// <param name="Steps">Nodes evaluated, iterations made, and text handled by functions (256 units count as one).</param>
/// <param name="Depth">Nesting of template and note calls, and of values that are printed.</param>
public sealed record TemplateLimits(int OutputLength = 1024 * 1024, int Steps = 100_000, int Depth = 64)
{
    /// <summary>The limits of the language: 1 MiB, 100,000 steps, depth 64.</summary>
    public static TemplateLimits Default { get; } = new();
}

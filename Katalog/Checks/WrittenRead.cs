using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Checks;

/// <summary>What a template, path or condition of a file reads, and where it is written.</summary>
/// <param name="At">The scalar.</param>
/// <param name="Reads">What it reads.</param>
internal sealed record WrittenRead(Located At, TemplateReads Reads);

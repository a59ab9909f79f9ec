using System.Collections.Immutable;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Templates.Syntax;

internal sealed record ParsedTemplate(TemplateBody Body, ImmutableArray<TemplateWarning> Warnings);

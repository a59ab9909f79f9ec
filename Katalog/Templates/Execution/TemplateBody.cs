namespace Orkestra.Katalog.Templates.Execution;

/// <summary>What a <c>define</c> or the template itself consists of.</summary>
internal sealed record TemplateBody(Block Block, int Slots);

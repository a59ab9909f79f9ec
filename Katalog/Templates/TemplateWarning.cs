namespace Orkestra.Katalog.Templates;

/// <summary>Something in a template that is allowed and probably not meant.</summary>
public sealed record TemplateWarning(string Id, string Message, string Mend, TemplatePlace Place);

using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Conditions;

/// <summary>A mistake, or with <paramref name="IsWarning"/> a doubt, in a condition. <paramref name="Key"/> is the key of the condition at fault (<c>field</c>, <c>operator</c>,
/// <c>time.after</c>, …); the place is inside its value where that is a template or a path.</summary>
public sealed record ConditionError(string Id, string Key, string Message, string Mend, TemplatePlace? Place, bool IsWarning = false);

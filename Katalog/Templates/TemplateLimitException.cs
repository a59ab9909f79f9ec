namespace Orkestra.Katalog.Templates;

/// <summary>An evaluation went beyond one of its <see cref="TemplateLimits"/> (ORK1121) and was stopped.</summary>
public sealed class TemplateLimitException : TemplateException
{
    /// <summary>Creates the exception.</summary>
    public TemplateLimitException(string message, TemplatePlace place, Exception? inner = null) : base(TemplateDiagnostics.Limit, message, place, inner)
    {
    }
}

namespace Orkestra.Katalog.Templates;

/// <summary>The evaluation of a template failed (ORK1120). The place is inside the template's own text.</summary>
public class TemplateException : Exception
{
    /// <summary>Creates the exception.</summary>
    public TemplateException(string id, string message, TemplatePlace place, Exception? inner = null) : base(message, inner)
    {
        Id = id;
        Place = place;
    }

    /// <summary>The diagnostic id, ORK11xx.</summary>
    public string Id { get; }

    /// <summary>Where in the template.</summary>
    public TemplatePlace Place { get; }
}

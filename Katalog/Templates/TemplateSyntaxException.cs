namespace Orkestra.Katalog.Templates;

/// <summary>A text is no template: its grammar is broken, or it names a function or variable that does not exist.</summary>
public sealed class TemplateSyntaxException : TemplateException
{
    /// <summary>Creates the exception.</summary>
    public TemplateSyntaxException(string id, string message, string mend, TemplatePlace place) : base(id, message, place) => Mend = mend;

    /// <summary>What the author can do about it; may be empty.</summary>
    public string Mend { get; }

    /// <summary>The offset in UTF-16 units from the start of the template.</summary>
    public int Offset => Place.Offset;

    /// <summary>The line in the template, from 1.</summary>
    public int Line => Place.Line;

    /// <summary>The column in that line, from 1.</summary>
    public int Column => Place.Column;
}

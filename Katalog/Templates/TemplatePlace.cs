namespace Orkestra.Katalog.Templates;

/// <summary>A position inside the text of one template: an offset in UTF-16 units from 0, a line and a column from 1.</summary>
public sealed record TemplatePlace(int Offset, int Line, int Column)
{
    internal static TemplatePlace Of(string text, int offset)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < offset && i < text.Length; i++)
        {
            if (text[i] != '\n')
                continue;
            line++;
            lineStart = i + 1;
        }

        return new TemplatePlace(offset, line, offset - lineStart + 1);
    }
}

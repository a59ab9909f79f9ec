namespace Orkestra.Katalog.Templates.Syntax;

internal sealed record Token(TokenKind Kind, int Offset, string Text)
{
    /// <summary>How messages name the token.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.End => "end of text",
        TokenKind.RightDelimiter => "}}",
        TokenKind.Space => "space",
        _ => $"<{(Text.Length > 20 ? Text[..20] + "…" : Text)}>",
    };
}

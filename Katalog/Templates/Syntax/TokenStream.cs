namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>Reads tokens one after the other, with any number to be put back.</summary>
internal sealed class TokenStream(string text, IReadOnlyList<Token> tokens)
{
    public int Position { get; set; }

    public Token Peek() => tokens[Math.Min(Position, tokens.Count - 1)];

    public Token Next()
    {
        var token = Peek();
        Position++;
        return token;
    }

    public Token PeekNonSpace()
    {
        while (Peek().Kind == TokenKind.Space)
            Position++;
        return Peek();
    }

    public Token NextNonSpace()
    {
        PeekNonSpace();
        return Next();
    }

    public Token Expect(TokenKind kind, string context)
    {
        var token = NextNonSpace();
        return token.Kind == kind ? token : throw Unexpected(token, context);
    }

    public TemplateSyntaxException Unexpected(Token token, string context) => Error(token.Offset, $"unexpected {token.Describe()} in {context}", string.Empty);

    public TemplateSyntaxException Error(int offset, string message, string mend) => Error(TemplateDiagnostics.Syntax, offset, message, mend);

    public TemplateSyntaxException Error(string id, int offset, string message, string mend) => new(id, message, mend, TemplatePlace.Of(text, offset));

    public TemplatePlace PlaceOf(int offset) => TemplatePlace.Of(text, offset);
}

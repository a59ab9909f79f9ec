namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>How large a template may be, so that parsing and walking it cannot use up memory or stack.</summary>
internal sealed class ParseBounds(TokenStream tokens)
{
    public const int TextLength = 256 * 1024;
    private const int Nodes = 20_000;
    private const int Depth = 64;

    private int _nodes;
    private int _depth;

    public void CountNode(int offset)
    {
        if (++_nodes > Nodes)
            throw tokens.Error(TemplateDiagnostics.TooLarge, offset, $"the template has more than {Nodes} parts", "split it, or move parts into notes");
    }

    public void Enter(int offset)
    {
        if (++_depth > Depth)
            throw tokens.Error(TemplateDiagnostics.TooLarge, offset, $"nested deeper than {Depth}", "flatten it with variables or else if");
    }

    public void Leave() => _depth--;
}

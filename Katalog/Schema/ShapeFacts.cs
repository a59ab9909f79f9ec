namespace Orkestra.Katalog.Schema;

/// <summary>What a shape is, for documentation and for editors.</summary>
/// <param name="Type">In words: <c>text</c>, <c>list</c>, <c>map</c>, <c>whole number</c>, ….</param>
internal sealed record ShapeFacts(string Type)
{
    /// <summary>The keys, where it is a block.</summary>
    public BlockSchema? Block { get; init; }

    /// <summary>The items, where it is a list.</summary>
    public Shape? Items { get; init; }

    /// <summary>The values, where it is a map whose keys the author chooses.</summary>
    public Shape? Values { get; init; }

    /// <summary>The shapes that it can have.</summary>
    public IReadOnlyList<Shape> Options { get; init; } = [];

    /// <summary>The only values that are possible; empty: any.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>A template may stand in its place.</summary>
    public bool AllowsTemplate { get; init; }

    public long? Min { get; init; }

    public long? Max { get; init; }
}

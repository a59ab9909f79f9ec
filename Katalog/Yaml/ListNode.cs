using Orkestra.Katalog.Loading;

namespace Orkestra.Katalog.Yaml;

internal sealed class ListNode(SourceText source, Mark start, IReadOnlyList<Node> items) : Node(source, start)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override string Description => "a list";
}

using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Migration;

/// <summary>A node that is written in an older way where it stands.</summary>
/// <param name="Node">A map with older keys, or a value in an older form.</param>
/// <param name="Block">The keys of the map; null: it is the value itself.</param>
/// <param name="Shape">The shape of the value; null: it is the keys of the map.</param>
internal sealed record OlderNode(Node Node, BlockSchema? Block, Shape? Shape);

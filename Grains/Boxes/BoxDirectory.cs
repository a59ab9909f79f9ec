using System.Collections.Concurrent;
using Orkestra.Grains.Interfaces.Identity;

namespace Orkestra.Grains.Boxes;

/// <summary>The boxes that run in this process, by the type they watch.</summary>
internal sealed class BoxDirectory
{
    private readonly ConcurrentDictionary<(string Cluster, string Group, string Kind), BoxContext> _boxes = new();

    public BoxContext? Find(CustomResourceKey key) => _boxes.GetValueOrDefault((key.Cluster, key.Group, key.Kind));

    public void Set(BoxContext box) => _boxes[KeyOf(box)] = box;

    public void Remove(BoxContext box) => _boxes.TryRemove(new KeyValuePair<(string, string, string), BoxContext>(KeyOf(box), box));

    private static (string Cluster, string Group, string Kind) KeyOf(BoxContext box) => (box.Cluster, box.Resource.Group, box.Resource.Kind);
}

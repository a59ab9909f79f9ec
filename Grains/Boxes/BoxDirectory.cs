using System.Collections.Immutable;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Boxes;

/// <summary>The boxes that run in this process. Several may watch one type, in different namespaces or with different selectors: the one that knows the object is its box.</summary>
internal sealed class BoxDirectory
{
    private ImmutableArray<BoxContext> _boxes = [];

    public BoxContext? Find(CustomResourceKey key)
    {
        var name = new ObjectName(key.Namespace, key.Name);
        foreach (var box in _boxes)
        {
            if (box.Watches(key) && box.Store.Find(name) is not null)
                return box;
        }

        return null;
    }

    public void Add(BoxContext box) => ImmutableInterlocked.Update(ref _boxes, boxes => boxes.Add(box));

    public void Replace(BoxContext box, BoxContext newer) => ImmutableInterlocked.Update(ref _boxes, boxes => boxes.Replace(box, newer));

    public void Remove(BoxContext box) => ImmutableInterlocked.Update(ref _boxes, boxes => boxes.Remove(box));
}

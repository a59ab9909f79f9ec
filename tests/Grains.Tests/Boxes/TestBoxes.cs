using System.Text.Json.Nodes;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Cross;
using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;

namespace Orkestra.Grains.Tests.Boxes;

/// <summary>Boxes without a cluster.</summary>
internal static class TestBoxes
{
    public static CrdEntry Entry(string name = "app") => new() { Name = name, Types = new ApiTypes("test.io", "v1", "App", "apps"), Revision = "", Place = new SourcePlace("katalog.yaml", 1, 1, "") };

    public static BoxContext Context(CrdEntry entry, WorkQueue queue)
    {
        var resource = new ApiResource("test.io", "v1", "apps", "app", "App", Namespaced: true, [], [], HasStatus: true, HasScale: false);
        return new BoxContext("local", entry, resource, new BoxStore(), static () => throw new InvalidOperationException())
        {
            Kinds = null!,
            Cross = new CrossDirectory(),
            Pass = null!,
            Contentions = null!,
            Prunes = new PruneGuard(10, "", key => queue.Add(key, PassCauses.Retry)),
        };
    }

    /// <summary>Adds a custom resource, as its watch would.</summary>
    public static CustomResourceRecord Add(this BoxContext box, string name, WorkQueue queue, string ns = "ns")
    {
        var live = JsonNode.Parse($$$"""{"apiVersion":"test.io/v1","kind":"App","metadata":{"name":"{{{name}}}","namespace":"{{{ns}}}","uid":"uid-{{{name}}}","resourceVersion":"1"},"spec":{"level":"{{{name}}}"}}""")!.AsObject();
        var record = new CustomResourceRecord(WatchedObject.From(live, null), new OwnerSlot(name), queue);
        box.Store.Add(record);
        return record;
    }
}

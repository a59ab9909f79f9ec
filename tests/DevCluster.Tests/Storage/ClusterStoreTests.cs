using System.Text.Json.Nodes;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Tests.Storage;

public sealed class ClusterStoreTests
{
    private readonly ClusterStore _store = new(100);

    [Fact]
    public void One_revision_counts_the_changes_of_all_resources()
    {
        var (left, right) = (_store.Of(new GroupResource("", "a")), _store.Of(new GroupResource("", "b")));

        var first = _store.Create(left, Named("x"), null)!;
        var second = _store.Create(right, Named("x"), null)!;

        second.Revision.ShouldBe(first.Revision + 1);
        second.Parse()["metadata"]!["resourceVersion"]!.GetValue<string>().ShouldBe(second.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        var resource = _store.Of(new GroupResource("", "a"));
        _store.Create(resource, Named("x"), null).ShouldNotBeNull();

        _store.Create(resource, Named("x"), null).ShouldBeNull();
    }

    [Fact]
    public void Only_the_present_state_can_be_replaced_or_removed()
    {
        var resource = _store.Of(new GroupResource("", "a"));
        var old = _store.Create(resource, Named("x"), null)!;
        var present = _store.Replace(resource, old, Named("x"), null)!;

        _store.Replace(resource, old, Named("x"), null).ShouldBeNull();
        _store.Remove(resource, old, Named("x")).ShouldBeNull();
        _store.Remove(resource, present, Named("x")).ShouldNotBeNull();
        resource.Objects.ShouldBeEmpty();
    }

    [Fact]
    public void A_snapshot_does_not_change()
    {
        var resource = _store.Of(new GroupResource("", "a"));
        _store.Create(resource, Named("x", "n1"), null);
        var snapshot = _store.Snapshot(resource);
        _store.Create(resource, Named("y", "n1"), null);

        snapshot.Range("n1", null).Select(obj => obj.Name).ShouldBe(["x"]);
    }

    [Fact]
    public void A_range_is_one_namespace_in_the_order_of_names()
    {
        var resource = _store.Of(new GroupResource("", "a"));
        foreach (var (ns, name) in ((string, string)[])[("n1", "b"), ("n", "z"), ("n1", "a"), ("n1-x", "a"), ("n2", "a")])
            _store.Create(resource, Named(name, ns), null);
        var snapshot = _store.Snapshot(resource);

        snapshot.Range("n1", null).Select(obj => obj.Key).ShouldBe(["n1/a", "n1/b"]);
        snapshot.Range(null, "n1/b").Select(obj => obj.Key).ShouldBe(["n1/b", "n2/a"]);
    }

    private static JsonObject Named(string name, string? ns = null)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns is not null)
            metadata["namespace"] = ns;
        return new JsonObject { ["metadata"] = metadata };
    }
}

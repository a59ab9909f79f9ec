using System.Text.Json.Nodes;
using Orkestra.DevCluster.Storage;

namespace Orkestra.DevCluster.Tests.Storage;

public sealed class EventHistoryTests
{
    private static readonly GroupResource ConfigMaps = new("", "configmaps");

    [Theory]
    [InlineData(0, "1 2 3 4 5")]
    [InlineData(2, "3 4 5")]
    [InlineData(5, "")]
    public void Events_are_read_after_a_revision(long after, string expected)
    {
        var history = Filled(capacity: 8, count: 5);
        var events = new List<StoredEvent>();

        history.TryRead(after, 100, events).ShouldBeTrue();

        string.Join(' ', events.Select(change => change.Revision)).ShouldBe(expected);
    }

    [Fact]
    public void What_is_older_than_the_capacity_is_forgotten()
    {
        var history = Filled(capacity: 20, count: 100);
        var events = new List<StoredEvent>();

        history.TryRead(79, 100, events).ShouldBeFalse();
        history.TryRead(80, 100, events).ShouldBeTrue();

        events.Select(change => change.Revision).ShouldBe(Enumerable.Range(81, 20).Select(i => (long)i));
        history.Forgotten.ShouldBe(80);
    }

    [Fact]
    public void A_reader_takes_as_many_as_it_wants()
    {
        var history = Filled(capacity: 8, count: 5);
        var events = new List<StoredEvent>();

        history.TryRead(1, 2, events).ShouldBeTrue();

        events.Select(change => change.Revision).ShouldBe([2L, 3L]);
    }

    [Fact]
    public void Everything_can_be_forgotten()
    {
        var history = Filled(capacity: 8, count: 5);
        history.Forget(9);

        history.TryRead(8, 100, []).ShouldBeFalse();
        history.TryRead(9, 100, []).ShouldBeTrue();
    }

    private static EventHistory Filled(int capacity, int count)
    {
        var history = new EventHistory(capacity);
        for (var i = 1; i <= count; i++)
        {
            var obj = new JsonObject { ["metadata"] = new JsonObject { ["name"] = $"o{i}", ["namespace"] = "default" } };
            history.Append(new StoredEvent(WatchEventType.Added, ConfigMaps, StoredObject.Of(obj, i, null), null));
        }

        return history;
    }
}

using System.Text.Json.Nodes;
using Orkestra.Grains.Watching;
using Orkestra.Kubernetes.Objects;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Watching;

public sealed class EventBookTests
{
    private static readonly ObjectName Web = new("ns", "web");

    private readonly HashSet<ObjectName> _known = [Web];
    private readonly EventBook _book;

    public EventBookTests() => _book = new EventBook(_known.Contains);

    [Theory]
    [InlineData("""{"eventTime":"2026-01-01T10:05:00.000000Z"}""", """{"eventTime":"2026-01-01T10:00:00.000000Z"}""")]
    [InlineData("""{"eventTime":"2026-01-01T09:00:00.000000Z","series":{"lastObservedTime":"2026-01-01T10:05:00.000000Z"}}""", """{"eventTime":"2026-01-01T10:00:00.000000Z"}""")]
    [InlineData("""{"eventTime":null,"deprecatedLastTimestamp":"2026-01-01T10:05:00Z"}""", """{"metadata":{"resourceVersion":"9","creationTimestamp":"2026-01-01T10:00:00Z"}}""")]
    [InlineData("""{"metadata":{"resourceVersion":"10"},"eventTime":"2026-01-01T10:00:00Z"}""", """{"metadata":{"resourceVersion":"9"},"eventTime":"2026-01-01T10:00:00Z"}""")]
    public void The_event_that_happened_last_is_kept_in_whatever_order_they_are_told(string newer, string older)
    {
        foreach (var order in new[] { new[] { newer, older }, [older, newer] })
        {
            foreach (var told in order)
                _book.Set(Web, "burned", (JsonObject)JsonNode.Parse(told)!);
            _book.Of(Web)!["burned"]!.ToJsonString().ShouldBe(JsonNode.Parse(newer)!.ToJsonString());
            _book.Forget(Web);
        }
    }

    [Fact]
    public void Of_custom_resources_that_are_not_there_only_a_few_are_kept()
    {
        _book.Listed();
        _book.Set(Web, "burned", new JsonObject { ["note"] = "a" });

        for (var i = 0; i < 1000; i++)
            _book.Set(new ObjectName("ns", $"nobody-{i}"), "burned", new JsonObject { ["note"] = "b" });

        _book.Count.ShouldBe(257);
        _book.Of(Web).ShouldNotBeNull();
        _book.Of(new ObjectName("ns", "nobody-999")).ShouldNotBeNull("its custom resource may be on its way");
    }

    [Fact]
    public void Before_the_custom_resources_are_listed_nobody_is_a_stranger()
    {
        for (var i = 0; i < 1000; i++)
            _book.Set(new ObjectName("ns", $"app-{i}"), "burned", new JsonObject { ["note"] = "b" });
        for (var i = 0; i < 500; i++)
            _known.Add(new ObjectName("ns", $"app-{i}"));

        _book.Listed();

        _book.Count.ShouldBe(500 + 256);
        for (var i = 0; i < 500; i++)
            _book.Of(new ObjectName("ns", $"app-{i}")).ShouldNotBeNull();
    }
}

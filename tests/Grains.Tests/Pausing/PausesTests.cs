using System.Text.Json.Nodes;
using Orkestra.Grains.Pausing;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Watch;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Pausing;

public sealed class PausesTests
{
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData("2030-01-01T00:10:00Z")]
    [InlineData("2030-01-01T02:10:00+02:00")]
    [InlineData("2030-01-01T00:10:00.000Z")]
    public void A_pause_ends_at_its_time(string until)
    {
        var pauses = new Pauses(_ => null, () => null, _clock);
        var record = Record(("pause", "true"), ("pause-until", until), ("pause-reason", "work on the disk"));

        pauses.Find(record).ShouldBe(new Pause("work on the disk", _clock.GetUtcNow().AddMinutes(10), "custom resource", null));
        _clock.Advance(TimeSpan.FromMinutes(10));
        pauses.Find(record).ShouldBeNull();
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2030-01-01")]
    [InlineData("10m")]
    public void A_time_that_is_none_ends_nothing_and_is_told(string until)
    {
        var pause = new Pauses(_ => null, () => null, _clock).Find(Record(("pause", "true"), ("pause-until", until)));

        pause.ShouldNotBeNull().Until.ShouldBeNull();
        pause.Fault.ShouldBe($"orkestra.orkspace.io/pause-until is no RFC 3339 time: {until}");
    }

    [Theory]
    [InlineData("pause", "false")]
    [InlineData("pause-until", "2031-01-01T00:00:00Z")]
    public void Only_true_pauses(string name, string value) => new Pauses(_ => null, () => null, _clock).Find(Record((name, value))).ShouldBeNull();

    [Fact]
    public void Of_several_pauses_the_one_that_ends_last_counts()
    {
        PauseMark? ofBox = new("box", _clock.GetUtcNow().AddMinutes(5), null);
        PauseMark? ofNamespace = new("namespace", null, null);
        var pauses = new Pauses(ns => ns == "ns" ? ofNamespace : null, () => ofBox, _clock);
        var record = Record(("pause", "true"), ("pause-until", "2030-01-01T00:01:00Z"));

        pauses.Find(record)!.By.ShouldBe("namespace");
        ofNamespace = null;
        pauses.Find(record)!.By.ShouldBe("CRD");
        _clock.Advance(TimeSpan.FromMinutes(5));
        pauses.Find(record).ShouldBeNull();
    }

    [Fact]
    public void A_deletion_is_never_paused()
    {
        var live = Json(("pause", "true"));
        live["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        new Pauses(_ => new PauseMark("", null, null), () => null, _clock).Find(Record(live)).ShouldBeNull();
    }

    private static JsonObject Json(params (string Name, string Value)[] annotations)
    {
        var all = new JsonObject();
        foreach (var (name, value) in annotations)
            all[$"orkestra.orkspace.io/{name}"] = value;
        return new JsonObject
        {
            ["apiVersion"] = "test.io/v1",
            ["kind"] = "App",
            ["metadata"] = new JsonObject { ["name"] = "web", ["namespace"] = "ns", ["uid"] = "u", ["resourceVersion"] = "1", ["annotations"] = all },
        };
    }

    private static CustomResourceRecord Record(params (string Name, string Value)[] annotations) => Record(Json(annotations));

    private static CustomResourceRecord Record(JsonObject live) => new(WatchedObject.From(live, null), new OwnerSlot("a"), new WorkQueue(new FakeClock()));
}

using System.Text.Json.Nodes;
using Orkestra.Grains.Looping;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Kubernetes.Watch;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Looping;

public sealed class HotLoopTests
{
    private readonly FakeClock _clock = new();
    private readonly HotLoop _loop = new();
    private readonly CustomResourceRecord _record = new(Live(1), new OwnerSlot("a"), new WorkQueue(new FakeClock()));

    [Fact]
    public void The_first_repairs_are_prompt_and_each_further_one_waits_longer_up_to_a_cap()
    {
        for (var i = 0; i < HotLoop.Free; i++)
            Wrote().ShouldBeFalse();
        Hold().ShouldBeNull();
        Wrote().ShouldBeTrue("it is told once");

        var waits = new List<double>();
        for (var i = 0; i < 11; i++)
        {
            waits.Add(Hold()!.Value.TotalSeconds);
            _clock.Advance(Hold()!.Value);
            Hold().ShouldBeNull();
            Wrote().ShouldBeFalse();
        }

        waits.ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    }

    [Fact]
    public void One_that_reads_objects_of_others_follows_them_every_ten_seconds()
    {
        Loop();
        for (var i = 0; i < 11; i++)
        {
            _clock.Advance(Hold()!.Value);
            Wrote(readsOthers: true);
        }

        Hold().ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_quiet_time_ends_it()
    {
        Loop();
        _clock.Advance(TimeSpan.FromSeconds(63));

        _loop.IsSlowed(_clock.GetUtcNow()).ShouldBeFalse();
        Wrote();
        Hold().ShouldBeNull();
    }

    [Fact]
    public void What_is_written_now_and_then_is_no_loop()
    {
        for (var i = 0; i < 500; i++)
        {
            Wrote().ShouldBeFalse();
            _clock.Advance(TimeSpan.FromSeconds(10));
        }
    }

    [Theory]
    [InlineData(2, "{}")]
    [InlineData(1, """{"orkestra.orkspace.io/resync-now":"1"}""")]
    public void What_a_user_says_is_heard_at_once(long generation, string annotations)
    {
        Loop();
        Hold().ShouldNotBeNull();

        _record.Update(Live(generation, annotations));

        Hold().ShouldBeNull();
        Wrote().ShouldBeFalse();
        Hold().ShouldBeNull("it begins anew");
    }

    [Fact]
    public void A_status_that_somebody_else_writes_is_nothing_that_a_user_says()
    {
        Loop();
        _record.Update(WatchedObject.From(JsonNode.Parse("""{"apiVersion":"test.io/v1","kind":"App","metadata":{"name":"web","namespace":"ns","uid":"u","resourceVersion":"7","generation":2,"annotations":{}},"spec":{"level":1},"status":{"phase":"b"}}""")!.AsObject(), null));

        Hold().ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"spec":{"replicas":3},"metadata":{"labels":{"a":"b"}}}""", """{"spec":{"replicas":5},"metadata":{"labels":{"a":"c"}}}""", "spec.replicas")]
    [InlineData("""{"spec":{"a":1},"metadata":{"labels":{"a":"b"}}}""", """{"spec":{"a":1},"metadata":{}}""", "metadata.labels")]
    [InlineData("""{"spec":{"containers":[{"name":"x","image":"a"}]}}""", """{"spec":{"containers":[{"name":"x","image":"b"}]}}""", "spec.containers.0.image")]
    [InlineData("""{"spec":{"cpu":"1"}}""", """{"spec":{"cpu":"1","more":"2"}}""", null)]
    public void The_first_field_that_differs_is_found(string desired, string live, string? path)
    {
        var found = FieldDifference.First(JsonNode.Parse(desired)!.AsObject(), JsonNode.Parse(live)!.AsObject());

        (found is null ? null : string.Join('.', found)).ShouldBe(path);
    }

    [Fact]
    public void The_manager_that_wrote_it_last_is_named()
    {
        var live = JsonNode.Parse("""
            {"metadata":{"managedFields":[
              {"manager":"orkestra-runtime","time":"2030-01-01T00:00:09Z","fieldsV1":{"f:spec":{"f:replicas":{}}}},
              {"manager":"old","time":"2030-01-01T00:00:01Z","fieldsV1":{"f:spec":{"f:replicas":{}}}},
              {"manager":"scaler","time":"2030-01-01T00:00:02Z","fieldsV1":{"f:spec":{"f:replicas":{}}}},
              {"manager":"other","time":"2030-01-01T00:00:03Z","fieldsV1":{"f:spec":{"f:paused":{}}}}]}}
            """)!.AsObject();

        FieldDifference.ManagerOf(live, ["spec", "replicas"], "orkestra-runtime").ShouldBe("scaler");
        FieldDifference.ManagerOf(live, ["spec", "image"], "orkestra-runtime").ShouldBeNull();
    }

    private static WatchedObject Live(long generation, string annotations = "{}") => WatchedObject.From(
        JsonNode.Parse($$$"""{"apiVersion":"test.io/v1","kind":"App","metadata":{"name":"web","namespace":"ns","uid":"u","resourceVersion":"1","generation":{{{generation}}},"annotations":{{{annotations}}} },"spec":{"level":{{{generation}}} } }""")!.AsObject(), null);

    private void Loop()
    {
        while (!Wrote())
        {
        }
    }

    private bool Wrote(bool readsOthers = false) => _loop.Wrote(_record, readsOthers, _clock.GetUtcNow());

    private TimeSpan? Hold() => _loop.Hold(_record, _clock.GetUtcNow());
}

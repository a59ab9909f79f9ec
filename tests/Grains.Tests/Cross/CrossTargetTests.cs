using Orkestra.Grains.Cross;
using Orkestra.Grains.Queueing;
using Orkestra.Grains.Storage;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Cross;

public sealed class CrossTargetTests
{
    private static readonly SourcePlace Place = new("k", 1, 1, "");

    private readonly CrossDirectory _directory = new();
    private readonly WorkQueue _queue = new(TimeProvider.System);
    private readonly CrossTarget _target;
    private readonly BoxStore _store;

    public CrossTargetTests()
    {
        _target = _directory.TargetOf("db");
        _target.Define(Entry("db"), () => throw new InvalidOperationException());
        _store = new BoxStore(_target);
        _target.Started(_store);
    }

    [Fact]
    public void A_reader_waits_for_the_listing_and_is_woken_by_its_end_only()
    {
        var reader = Record("reader", "{}");

        Should.Throw<CrossPendingException>(() => Read(reader, "one"));
        _store.Add(Record("one", """{"a":"1"}"""));
        _queue.Depth.ShouldBe(0);
        _store.Listed();

        _queue.Depth.ShouldBe(1);
        ((string?)Read(reader, "one").Objects.ShouldHaveSingleItem()["spec"]!["a"]).ShouldBe("1");
    }

    [Fact]
    public void A_change_of_what_is_not_read_wakes_nobody()
    {
        _store.Listed();
        var one = Record("one", """{"a":"1"}""");
        _store.Add(one);
        Read(Record("reader", "{}"), "one");

        _store.Update(one, Live("one", """{"a":"1","b":"2"}"""));
        _queue.Depth.ShouldBe(0);
        _store.Update(one, Live("one", """{"a":"2","b":"2"}"""));
        _queue.Depth.ShouldBe(1);
    }

    [Fact]
    public void What_is_not_there_yet_wakes_its_reader_when_it_comes_and_when_it_goes()
    {
        _store.Listed();
        var reader = Record("reader", "{}");
        Read(reader, "one").Objects.ShouldBeEmpty();

        _store.Add(Record("two", "{}"));
        _queue.Depth.ShouldBe(0);
        _store.Add(Record("one", "{}"));
        _queue.Depth.ShouldBe(1);
    }

    [Fact]
    public void A_reader_that_is_gone_is_not_woken()
    {
        _store.Listed();
        var reader = Record("reader", "{}");
        Read(reader, "one");

        _directory.Forget(reader);
        _store.Add(Record("one", "{}"));

        _queue.Depth.ShouldBe(0);
    }

    [Fact]
    public void Another_selector_takes_the_place_of_the_one_before_it()
    {
        _store.Listed();
        var reader = Record("reader", "{}");
        Read(reader, "one");
        Read(reader, "two");

        _store.Add(Record("one", "{}"));
        _queue.Depth.ShouldBe(0);
        _store.Add(Record("two", "{}"));
        _queue.Depth.ShouldBe(1);
    }

    [Fact]
    public void What_is_not_served_is_known_not_to_be_there_until_it_is()
    {
        _target.Stopped();
        var reader = Record("reader", "{}");
        Should.Throw<CrossPendingException>(() => Read(reader, "one"));

        _target.NotServed();
        _queue.Depth.ShouldBe(1);
        Read(reader, "one").Objects.ShouldBeEmpty();

        _target.Started(_store);
        Should.Throw<CrossPendingException>(() => Read(reader, "one"));
    }

    [Fact]
    public void Who_is_needed_by_what_it_reads_does_not_wait_for_it()
    {
        _target.Stopped();
        var reader = Record("reader", "{}");
        Should.Throw<CrossPendingException>(() => Read(reader, "one"));

        _target.Waits(new HashSet<string>(StringComparer.Ordinal) { "other" });
        _queue.Depth.ShouldBe(0);
        Should.Throw<CrossPendingException>(() => Read(reader, "one"));
        _target.Waits(new HashSet<string>(StringComparer.Ordinal) { "reader" });
        _queue.Depth.ShouldBe(1);
        Read(reader, "one").Objects.ShouldBeEmpty();

        _target.Started(_store);
        Should.Throw<CrossPendingException>(() => Read(reader, "one"));
    }

    [Fact]
    public void Who_matches_too_many_is_woken_when_one_of_them_goes_and_not_by_their_changes()
    {
        _store.Listed();
        var all = Enumerable.Range(0, 1001).Select(i => Record($"one-{i}", """{"a":"1"}""")).ToList();
        all.ForEach(_store.Add);
        var reader = Record("reader", "{}");
        Should.Throw<RenderException>(() => ReadAll(reader));

        foreach (var one in all.Take(50))
            _store.Update(one, Live(one.Name.Name, """{"a":"2"}"""));
        _store.Add(Record("another", "{}"));
        _queue.Depth.ShouldBe(0);
        _store.Remove(new ObjectName("town", "another"));
        _store.Remove(all[7].Name);

        _queue.Depth.ShouldBe(1);
        ReadAll(reader).Objects.Count.ShouldBe(1000);
    }

    [Fact]
    public async Task What_changes_while_a_reader_reads_wakes_it()
    {
        _store.Listed();
        var all = Enumerable.Range(0, 500).Select(i => Record($"one-{i}", """{"a":"0"}""")).ToList();
        all.ForEach(_store.Add);
        var reader = Record("reader", "{}");
        var changes = Task.Run(() =>
        {
            for (var i = 1; i <= 200; i++)
                _store.Update(all[i % 7], Live(all[i % 7].Name.Name, $$"""{"a":"{{i}}"}"""));
        }, TestContext.Current.CancellationToken);

        // Who is woken reads again; at the end it has the newest of each, or is woken.
        CrossResult last;
        do
        {
            last = ReadAll(reader);
        }
        while (!changes.IsCompleted);
        await changes;

        var isNewest = last.Objects.All(live => string.Equals((string?)live["spec"]!["a"], (string?)_store.Find(live.ObjectName)!.Json.Parse()["spec"]!["a"], StringComparison.Ordinal));
        (isNewest || _queue.Depth == 1).ShouldBeTrue();
    }

    private CrossResult ReadAll(CustomResourceRecord reader)
    {
        var all = CrossOf("db") with { TakesAll = true };
        return _directory.Begin(Entry("reader") with { Cross = [all] }, reader)!.Read(new CrossQuery { Read = all, Namespace = "town", Projection = Projection.Of([["spec", "a"]]) });
    }

    private CrossResult Read(CustomResourceRecord reader, string name) =>
        _directory.Begin(Entry("reader") with { Cross = [CrossOf("db")] }, reader)!.Read(new CrossQuery { Read = CrossOf("db"), Name = name, Namespace = "town", Projection = Projection.Of([["spec", "a"]]) });

    private static CrossRead CrossOf(string entry) => new() { As = entry, Entry = entry, Place = Place };

    private static CrdEntry Entry(string name) => new() { Name = name, Types = new ApiTypes("example.io", "v1", name, name + "s"), Revision = "r", Place = Place };

    private CustomResourceRecord Record(string name, string spec) => new(Live(name, spec), new OwnerSlot(name), _queue);

    private static WatchedObject Live(string name, string spec) => WatchedObject.Decode(
        System.Text.Encoding.UTF8.GetBytes($$$"""{"apiVersion":"example.io/v1","kind":"Db","metadata":{"name":"{{{name}}}","namespace":"town","uid":"{{{name}}}","resourceVersion":"1"},"spec":{{{spec}}}}"""), null);
}

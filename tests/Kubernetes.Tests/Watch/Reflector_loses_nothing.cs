using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Tests.Fakes;
using Orkestra.Kubernetes.Watch;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Watch;

public sealed class Reflector_loses_nothing : IAsyncDisposable
{
    private const string OldVersion = """{"major":"1","minor":"20+","gitVersion":"v1.20.2"}""";
    private const string NewVersion = """{"major":"1","minor":"35","gitVersion":"v1.35.0"}""";
    private readonly FakeClock _clock = new();
    private readonly ScriptedServer _server = new();
    private readonly List<IDisposable> _clients = [];
    private EventReader? _events;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_lists_and_watches_from_there_on()
    {
        var watch = new PushedStream();
        _server.Answer(OldVersion).Answer(List("7", "a", "b")).Answer(_ => ScriptedServer.Stream(watch.Body));
        (await ReadAsync(4)).ShouldBe(["started", "listed a", "listed b", "completed 7"]);
        await watch.SendAsync(Event("ADDED", "c", 8));
        await watch.SendAsync(Event("MODIFIED", "a", 9));
        await watch.SendAsync(Event("DELETED", "b", 10));
        (await ReadAsync(3)).ShouldBe(["changed c@8", "changed a@9", "deleted b@10"]);
        var paths = _server.Requests.Select(request => request.Path).ToList();
        paths[1].ShouldBe("/api/v1/configmaps?labelSelector=app%3Dweb&limit=500");
        paths[2].ShouldMatch(@"^/api/v1/configmaps\?watch=true&allowWatchBookmarks=true&timeoutSeconds=(3|4|5)\d\d&labelSelector=app%3Dweb&resourceVersion=7$");
    }

    [Fact]
    public async Task It_goes_on_after_a_cut_from_the_last_version_it_saw_bookmarks_included()
    {
        var (first, second) = (new PushedStream(), new PushedStream());
        _server.Answer(OldVersion).Answer(List("7")).Answer(_ => ScriptedServer.Stream(first.Body)).Answer(_ => ScriptedServer.Stream(second.Body));
        await ReadAsync(2);
        await first.SendAsync(Event("MODIFIED", "a", 9));
        await first.SendAsync(Bookmark(30));
        (await ReadAsync(1)).ShouldBe(["changed a@9"]);
        _events!.Begin();
        first.End();
        await second.SendAsync(Event("MODIFIED", "a", 31));
        (await ReadAsync(1)).ShouldBe(["changed a@31"]);
        _server.Requests[^1].Asks("resourceVersion=30").ShouldBeTrue();
        _server.Requests.Count(request => request.Asks("limit=")).ShouldBe(1);
    }

    [Fact]
    public async Task A_broken_stream_is_told_and_opened_again_after_a_pause()
    {
        var (first, second) = (new PushedStream(), new PushedStream());
        _server.Answer(OldVersion).Answer(List("7")).Answer(_ => ScriptedServer.Stream(first.Body)).Answer(_ => ScriptedServer.Stream(second.Body));
        await ReadAsync(2);
        first.End(new IOException("reset"));
        (await ReadAsync(1)).ShouldBe(["failed ClusterUnreachableException"]);
        _events!.Begin();
        await WaitForPauseAsync();
        _server.Requests.Count.ShouldBe(3);
        _clock.Advance(TimeSpan.FromMilliseconds(150));
        await second.SendAsync(Event("MODIFIED", "a", 8));
        (await ReadAsync(1)).ShouldBe(["changed a@8"]);
        _server.Requests[^1].Asks("resourceVersion=7").ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_forgotten_version_makes_it_list_again(bool asEvent)
    {
        var (first, second) = (new PushedStream(), new PushedStream());
        var gone = ScriptedServer.Status(410, "Expired", "too old");
        _server.Answer(OldVersion).Answer(List("7", "a"));
        if (asEvent)
            _server.Answer(_ => ScriptedServer.Stream(first.Body));
        else
            _server.Answer(gone, 410);
        _server.Answer(List("50", "b")).Answer(_ => ScriptedServer.Stream(second.Body));
        await ReadAsync(3);
        if (asEvent)
            await first.SendAsync($$"""{"type":"ERROR","object":{{gone}}}""");
        (await ReadAsync(3)).ShouldBe(["started", "listed b", "completed 50"]);
        await second.SendAsync(Event("MODIFIED", "b", 51));
        (await ReadAsync(1)).ShouldBe(["changed b@51"]);
    }

    [Fact]
    public async Task Another_error_event_is_told_and_the_watch_goes_on()
    {
        var (first, second) = (new PushedStream(), new PushedStream());
        _server.Answer(OldVersion).Answer(List("7")).Answer(_ => ScriptedServer.Stream(first.Body)).Answer(_ => ScriptedServer.Stream(second.Body));
        await ReadAsync(2);
        await first.SendAsync($$"""{"type":"ERROR","object":{{ScriptedServer.Status(500, "InternalError", "etcd")}}}""");
        (await ReadAsync(1)).ShouldBe(["failed KubernetesApiException"]);
        _events!.Begin();
        await PassPauseAsync();
        await second.SendAsync(Event("MODIFIED", "a", 8));
        (await ReadAsync(1)).ShouldBe(["changed a@8"]);
    }

    [Fact]
    public async Task A_list_that_is_refused_is_told_and_asked_for_again_with_longer_pauses()
    {
        _server.Answer(OldVersion);
        for (var at = 0; at < 4; at++)
            _server.Answer(ScriptedServer.Status(403, "Forbidden", "no"), 403);
        _server.Answer(List("7")).Answer(_ => ScriptedServer.Stream(new PushedStream().Body));
        var pauses = new List<TimeSpan>();
        for (var at = 0; at < 4; at++)
        {
            (await ReadAsync(1)).ShouldBe(["failed KubernetesApiException"]);
            _events!.Begin();
            await WaitForPauseAsync();
            pauses.Add(_clock.NextDue!.Value - _clock.GetUtcNow());
            _clock.AdvanceToNextTimer();
        }

        (await ReadAsync(2)).ShouldBe(["started", "completed 7"]);
        for (var at = 0; at < 4; at++)
            pauses[at].TotalMilliseconds.ShouldBeInRange(50 << at, 150 << at);
    }

    [Fact]
    public async Task Pages_that_take_too_long_are_asked_for_all_at_once()
    {
        _server.Answer(OldVersion).Answer(Page("7", "more", "a")).Answer(ScriptedServer.Status(410, "Expired", "too old"), 410)
            .Answer(List("9", "a", "b")).Answer(_ => ScriptedServer.Stream(new PushedStream().Body));
        (await ReadAsync(6)).ShouldBe(["started", "listed a", "started", "listed a", "listed b", "completed 9"]);
        _server.Requests[3].Asks("limit=").ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_can_streams_the_listing_inside_the_watch()
    {
        var watch = new PushedStream();
        _server.Answer(NewVersion).Answer(_ => ScriptedServer.Stream(watch.Body));
        (await ReadAsync(1)).ShouldBe(["started"]);
        await watch.SendAsync(Event("ADDED", "a", 3));
        await watch.SendAsync(Bookmark(4));
        await watch.SendAsync(Event("DELETED", "a", 5));
        await watch.SendAsync(Event("ADDED", "b", 6));
        await watch.SendAsync(Bookmark(9, end: true));
        await watch.SendAsync(Event("ADDED", "c", 10));
        (await ReadAsync(5)).ShouldBe(["listed a", "deleted a@5", "listed b", "completed 9", "changed c@10"]);
        var request = _server.Requests[^1];
        request.Asks("sendInitialEvents=true").ShouldBeTrue();
        request.Asks("resourceVersionMatch=NotOlderThan").ShouldBeTrue();
        request.Asks("resourceVersion=").ShouldBeFalse();
        _server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_streamed_listing_that_breaks_off_begins_anew()
    {
        var (first, second) = (new PushedStream(), new PushedStream());
        _server.Answer(NewVersion).Answer(_ => ScriptedServer.Stream(first.Body)).Answer(_ => ScriptedServer.Stream(second.Body));
        await ReadAsync(1);
        await first.SendAsync(Event("ADDED", "a", 3));
        first.End();
        (await ReadAsync(1)).ShouldBe(["listed a"]);
        await second.SendAsync(Bookmark(9, end: true));
        (await ReadAsync(2)).ShouldBe(["started", "completed 9"]);
        _server.Requests[^1].Asks("sendInitialEvents=true").ShouldBeTrue();
    }

    [Theory]
    [InlineData(422)]
    [InlineData(400)]
    [InlineData(403)]
    public async Task A_server_that_refuses_to_stream_is_listed(int status)
    {
        _server.Answer(NewVersion).Answer(ScriptedServer.Status(status, "Invalid", "sendInitialEvents is forbidden"), status)
            .Answer(List("7", "a")).Answer(_ => ScriptedServer.Stream(new PushedStream().Body));
        (await ReadAsync(3)).ShouldBe(["started", "listed a", "completed 7"]);
    }

    [Fact]
    public async Task A_server_that_ignores_the_wish_to_stream_is_listed_when_nothing_more_comes()
    {
        var watch = new PushedStream();
        _server.Answer(NewVersion).Answer(_ => ScriptedServer.Stream(watch.Body)).Answer(List("7", "a")).Answer(_ => ScriptedServer.Stream(new PushedStream().Body));
        await ReadAsync(1);
        await watch.SendAsync(Event("ADDED", "a", 3));
        (await ReadAsync(1)).ShouldBe(["listed a"]);
        _events!.Begin();
        await _clock.WaitForTimersAsync(1, Ct);
        _clock.Advance(TimeSpan.FromSeconds(31));
        (await ReadAsync(3)).ShouldBe(["started", "listed a", "completed 7"]);
    }

    [Fact]
    public async Task A_watch_that_the_server_does_not_end_in_time_is_opened_anew()
    {
        var (first, second) = (new PushedStream(), new PushedStream());
        _server.Answer(OldVersion).Answer(List("7")).Answer(_ => ScriptedServer.Stream(first.Body)).Answer(_ => ScriptedServer.Stream(second.Body));
        await ReadAsync(2);
        _events!.Begin();
        await first.SendAsync(Event("MODIFIED", "a", 8));
        await ReadAsync(1);
        _events.Begin();
        await _clock.WaitForTimersAsync(1, Ct);
        _clock.Advance(TimeSpan.FromMinutes(11));
        await second.SendAsync(Event("MODIFIED", "a", 9));
        (await ReadAsync(1)).ShouldBe(["changed a@9"]);
        _server.Requests[^1].Asks("resourceVersion=8").ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_ends_watches_at_once_is_not_asked_in_a_busy_loop()
    {
        _server.Answer(OldVersion).Answer(List("7"));
        _server.Always(_ => ScriptedServer.Stream(new MemoryStream()));
        await ReadAsync(2);
        _events!.Begin();
        for (var at = 0; at < 5; at++)
        {
            await WaitForPauseAsync();
            _server.Requests.Count.ShouldBe(3 + at);
            _clock.AdvanceToNextTimer();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_events is not null)
            await _events.DisposeAsync();
        _clients.ForEach(client => client.Dispose());
        _server.Dispose();
    }

    private static string Event(string type, string name, int version) => $$$$"""{"type":"{{{{type}}}}","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"{{{{name}}}}","resourceVersion":"{{{{version}}}}"}}}""";

    private static string Bookmark(int version, bool end = false) =>
        $$$$"""{"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"{{{{version}}}}","annotations":{{{{(end ? """{"k8s.io/initial-events-end":"true"}""" : "{}")}}}} }}}""";

    private static string List(string version, params string[] names) => Page(version, "", names);

    private static string Page(string version, string next, params string[] names) =>
        $$$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}","continue":"{{{next}}}"},"items":[{{{string.Join(',', names.Select(name => $"{{\"metadata\":{{\"name\":\"{name}\"}}}}"))}}}]}""";

    // A request sets a timer too, which is due later than any of these pauses.
    private async Task WaitForPauseAsync()
    {
        while (true)
        {
            await _clock.WaitForTimersAsync(1, Ct);
            if (_clock.NextDue - _clock.GetUtcNow() < TimeSpan.FromSeconds(20))
                return;
            await Task.Yield();
        }
    }

    private async Task PassPauseAsync()
    {
        await WaitForPauseAsync();
        _clock.AdvanceToNextTimer();
    }

    private async Task<List<string>> ReadAsync(int count)
    {
        if (_events is null)
        {
            var client = _server.Client(_clock);
            _clients.Add(client);
            _events = new EventReader(new Reflector(client, new WatchTarget(Some.ConfigMaps, null, "app=web"), new ReflectorOptions(), _clock, new Random(1)));
        }

        var seen = new List<string>();
        for (var at = 0; at < count; at++)
            seen.Add(Describe(await _events.NextAsync()));
        return seen;
    }

    private static string Describe(ReflectorEvent one) => one switch
    {
        ReflectorEvent.ListStarted => "started",
        ReflectorEvent.Listed listed => $"listed {listed.Object.Name}",
        ReflectorEvent.ListCompleted completed => $"completed {completed.ResourceVersion}",
        ReflectorEvent.Changed changed => $"changed {changed.Object}",
        ReflectorEvent.Deleted deleted => $"deleted {deleted.Object}",
        ReflectorEvent.Failed failed => $"failed {failed.Error.GetType().Name}",
        _ => one.ToString(),
    };
}

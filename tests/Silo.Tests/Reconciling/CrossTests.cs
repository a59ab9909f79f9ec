using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Custom resources that read each other, on whatever serves the Kubernetes API. Nothing is resynced here.</summary>
public abstract class CrossTests : WorldTests
{
    /// <summary>A Gamma reads a Beta, which reads an Alpha.</summary>
    private const string Chain = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: chain }
        spec:
          crds:
            alpha:
              apiTypes: { group: GROUP, version: v1, kind: Alpha, plural: alphas }
              operatorBox:
                reconcile: { resync: 1h }
                status: { fields: [ { path: value, value: "{{ .spec.value }}" } ] }
            beta:
              apiTypes: { group: GROUP, version: v1, kind: Beta, plural: betas }
              operatorBox:
                observe: { cross: [ { crd: alpha, selector: { name: "{{ .spec.of }}" }, as: source } ] }
                reconcile: { resync: 1h }
                status: { fields: [ { path: value, value: "{{ .cross.source.status.value }}" }, { path: found, value: "{{ .cross.source.found }}" } ] }
            gamma:
              apiTypes: { group: GROUP, version: v1, kind: Gamma, plural: gammas }
              operatorBox:
                observe: { cross: [ { crd: beta } ] }
                reconcile:
                  resync: 1h
                  onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-g", data: { value: "{{ .cross.beta.status.value }}" } } ] }
        """;

    private const string Group = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: group }
        spec:
          crds:
            alpha:
              apiTypes: { group: GROUP, version: v1, kind: Alpha, plural: alphas }
              operatorBox: { reconcile: { resync: 1h } }
            beta:
              apiTypes: { group: GROUP, version: v1, kind: Beta, plural: betas }
              operatorBox:
                observe: { cross: [ { crd: alpha, selector: { matchLabels: { team: "{{ .spec.team }}" }, strategy: all }, as: members } ] }
                reconcile:
                  resync: 1h
                  onReconcile:
                    configMaps:
                      - name: "{{ .metadata.name }}-b"
                        data: { names: "{{ range .cross.members.items }}{{ .metadata.name }}={{ .spec.value }};{{ end }}", count: "{{ .cross.members.count }}" }
        """;

    [Fact]
    public async Task A_change_goes_down_a_chain_of_cross_reads_with_one_write_each_and_no_read()
    {
        await StartAsync(Chain);
        await World.CreateAsync("Gamma", "web", "{}");
        await World.CreateAsync("Beta", "web", """{"of":"root"}""");
        await World.CreateAsync("Alpha", "root", """{"value":"1","note":"a"}""");
        await UntilValueAsync("web", "1");
        await World.UntilSettledAsync("alpha", "root");
        await World.UntilSettledAsync("beta", "web");
        World.Mark();

        await World.PatchAsync("Alpha", "root", """{"spec":{"value":"2"}}""");

        await UntilValueAsync("web", "2");
        await World.UntilSettledAsync("gamma", "web");
        (await World.RequestsAsync()).Select(request => $"{request.Verb} {request.Resource}/{request.Subresource}").ShouldBe(["patch alphas/status", "patch betas/status", "patch configmaps/"]);
    }

    [Fact]
    public async Task Exactly_those_are_woken_that_read_what_changed()
    {
        await StartAsync(Chain);
        await World.CreateAsync("Alpha", "one", """{"value":"1"}""");
        await World.CreateAsync("Alpha", "two", """{"value":"x"}""");
        foreach (var name in new[] { "a", "b", "c" })
            await World.CreateAsync("Beta", name, """{"of":"one"}""");
        await World.CreateAsync("Beta", "other", """{"of":"two"}""");
        await UntilBetaAsync("1", "a", "b", "c");
        await UntilBetaAsync("x", "other");
        await World.UntilSettledAsync("beta", "a", "b", "c", "other");
        var before = await PassesAsync();
        World.Mark();

        await World.PatchAsync("Alpha", "one", """{"spec":{"note":"nobody reads this"}}""");
        await World.UntilAsync("the note was seen", "Alpha", "one", found => (long?)found!["status"]!["observedGeneration"] == (long?)found["metadata"]!["generation"]);
        await World.PatchAsync("Alpha", "one", """{"spec":{"value":"2"}}""");
        await UntilBetaAsync("2", "a", "b", "c");
        await World.UntilSettledAsync("beta", "a", "b", "c", "other");

        var after = await PassesAsync();
        after["other"].ShouldBe(before["other"]);
        foreach (var name in new[] { "a", "b", "c" })
            (after[name] - before[name]).ShouldBe(1, name);
        (await World.RequestsAsync()).Where(request => request.Resource == "betas").Select(request => $"{request.Verb} {request.Name}/{request.Subresource}").ShouldBe(["patch a/status", "patch b/status", "patch c/status"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_read_may_come_later_and_go_again()
    {
        await StartAsync(Chain);
        await World.CreateAsync("Beta", "web", """{"of":"late"}""");
        await UntilFoundAsync("web", false);

        await World.CreateAsync("Alpha", "late", """{"value":"1"}""");
        await UntilBetaAsync("1", "web");
        await World.DeleteAsync("Alpha", "late");
        await UntilFoundAsync("web", false);

        await World.CreateAsync("Alpha", "another", """{"value":"3"}""");
        await World.PatchAsync("Beta", "web", """{"spec":{"of":"another"}}""");
        await UntilBetaAsync("3", "web");
    }

    [Fact]
    public async Task An_entry_that_closes_itself_is_not_seen()
    {
        await StartAsync(Chain.Replace("kind: Alpha, plural: alphas }", "kind: Alpha, plural: alphas }\n              crossAccess: false".Replace("              ", "      ", StringComparison.Ordinal), StringComparison.Ordinal));
        await World.CreateAsync("Alpha", "root", """{"value":"1"}""");
        await World.UntilSettledAsync("alpha", "root");
        await World.CreateAsync("Beta", "web", """{"of":"root"}""");

        await UntilFoundAsync("web", false);
        (await World.FindAsync("Beta", "web"))!["status"]!["value"].ShouldBeNull();
    }

    [Fact]
    public async Task A_deletion_reads_others_too()
    {
        await World.DefineAsync("Alpha");
        await World.DefineAsync("Beta");
        await World.StartAsync("""
            apiVersion: orkestra.orkspace.io/v1
            kind: Katalog
            metadata: { name: end }
            spec:
              crds:
                alpha:
                  apiTypes: { group: GROUP, version: v1, kind: Alpha, plural: alphas }
                  operatorBox: { reconcile: { resync: 1h } }
                beta:
                  apiTypes: { group: GROUP, version: v1, kind: Beta, plural: betas }
                  operatorBox:
                    observe: { cross: [ { crd: alpha, as: source } ] }
                    reconcile:
                      resync: 1h
                      onReconcile: { configMaps: [ { name: "{{ .cross.source.spec.value }}", data: { a: b }, deletionPolicy: orphan } ] }
                      onDelete: { configMaps: [ { name: "{{ .metadata.name }}-last", data: { value: "{{ .cross.source.spec.value }}" }, deletionPolicy: retain } ] }
            """);
        await World.CreateAsync("Alpha", "web", """{"value":"v1"}""");
        await World.CreateAsync("Beta", "web", "{}");
        await World.UntilAsync("its child", "ConfigMap", "v1", map => map is not null);
        await World.UntilSettledAsync("beta", "web");
        var ends = new List<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(World.Token);
        await using var passes = World.Fleet.SubscribeAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        var next = passes.MoveNextAsync().AsTask();

        await World.DeleteAsync("Beta", "web");

        while (ends is not [.., "Deleted: "] && ends.Count < 10)
        {
            await next.WaitAsync(TimeSpan.FromSeconds(30), World.Token);
            if (passes.Current is Grains.Interfaces.Fleet.FleetEvent.PassEnded { Box: "beta", Outcome: var outcome })
                ends.Add($"{outcome.Reason}: {outcome.Message}");
            next = passes.MoveNextAsync().AsTask();
        }

        await stop.CancelAsync();
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        ends.ShouldNotContain(end => end.Contains("cannot be rendered", StringComparison.Ordinal));
        await World.UntilAsync("it is gone", "Beta", "web", found => found is null);
        ((string?)(await World.FindAsync("ConfigMap", "web-last"))!["data"]!["value"]).ShouldBe("v1");
    }

    [Fact]
    public async Task All_that_have_the_labels_are_read_in_order()
    {
        await StartAsync(Group);
        await World.CreateAsync("Beta", "team", """{"team":"red"}""");
        await World.UntilAsync("nobody is an answer, too", "ConfigMap", "team-b", map => (string?)map?["data"]?["count"] is "0");
        foreach (var name in new[] { "c", "a", "b" })
            await LabelledAsync(name, "red", name);
        await LabelledAsync("d", "blue", "d");
        await World.UntilAsync("all three", "ConfigMap", "team-b", map => (string?)map?["data"]?["names"] is "a=a;b=b;c=c;");

        await World.PatchAsync("Alpha", "b", """{"metadata":{"labels":{"team":"blue"}}}""");
        await World.UntilAsync("one left", "ConfigMap", "team-b", map => (string?)map?["data"]?["names"] is "a=a;c=c;");
        await World.PatchAsync("Alpha", "d", """{"metadata":{"labels":{"team":"red"}},"spec":{"value":"new"}}""");
        await World.UntilAsync("one came", "ConfigMap", "team-b", map => (string?)map?["data"]?["names"] is "a=a;c=c;d=new;");
        await World.DeleteAsync("Alpha", "a");
        await World.UntilAsync("one is gone", "ConfigMap", "team-b", map => (string?)map?["data"]?["names"] is "c=c;d=new;");
    }

    [Fact]
    public async Task Nothing_is_rendered_before_the_other_box_has_listed()
    {
        await DefineAsync();
        await World.CreateAsync("Alpha", "root", """{"value":"1"}""");
        await World.CreateAsync("Beta", "web", """{"of":"root"}""");
        var isAway = true;
        await World.StartAsync(Chain, before: request =>
        {
            if (Volatile.Read(ref isAway) && request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath.EndsWith("/alphas", StringComparison.Ordinal))
                throw new IOException("nobody answers");
        });
        await Eventually.Async(
            "the reader waits", async ct => await World.Fleet.ListResourcesAsync("beta", ct), views => views is [{ Reason: "WaitingForCross" }], cancellationToken: World.Token);
        (await World.FindAsync("Beta", "web"))!["status"].ShouldBeNull();

        Volatile.Write(ref isAway, false);
        await UntilBetaAsync("1", "web");
    }

    private async Task DefineAsync()
    {
        await World.DefineAsync("Alpha");
        await World.DefineAsync("Beta");
        await World.DefineAsync("Gamma");
    }

    private async Task StartAsync(string katalog)
    {
        await DefineAsync();
        await World.StartAsync(katalog);
    }

    private async Task LabelledAsync(string name, string team, string value) =>
        await World.CreateAsync($$$"""{"apiVersion":"{{{World.Group}}}/v1","kind":"Alpha","metadata":{"name":"{{{name}}}","namespace":"{{{World.Namespace}}}","labels":{"team":"{{{team}}}"}},"spec":{"value":"{{{value}}}"}}""");

    private async Task<Dictionary<string, int>> PassesAsync() =>
        (await World.Fleet.ListResourcesAsync("beta", World.Token)).ToDictionary(view => view.Name, view => view.Passes);

    private async Task UntilValueAsync(string name, string value) =>
        await World.UntilAsync($"the value {value} has come down", "ConfigMap", $"{name}-g", map => (string?)map?["data"]?["value"] == value);

    private async Task UntilFoundAsync(string name, bool found) =>
        await World.UntilAsync($"found is {found}", "Beta", name, beta => beta!["status"]?["found"]?.GetValue<bool>() == found);

    private async Task UntilBetaAsync(string value, params string[] names)
    {
        foreach (var name in names)
            await World.UntilAsync($"{name} has {value}", "Beta", name, found => found!["status"]?["value"]?.ToString() == value);
    }
}

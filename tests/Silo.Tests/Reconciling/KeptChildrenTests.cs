using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Orkestra.TestKit.Waiting;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Children that stay, that came from others, and that two want, on whatever serves the Kubernetes API.</summary>
public abstract class KeptChildrenTests : WorldTests
{
    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops }
        spec:
          crds:
            shop:
              apiTypes: { group: GROUP, version: v1, kind: Shop, plural: shops }
              operatorBox:
                onReconcile:
                  configMaps:
                    - { name: "{{ .metadata.name }}-gone", data: { a: b } }
                    - { name: "{{ .metadata.name }}-orphan", data: { a: b }, deletionPolicy: orphan }
                    - { name: "{{ .metadata.name }}-kept", data: { a: "{{ .spec.text }}" }, deletionPolicy: retain }
        """;

    private const string Claims = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: claims }
        spec:
          crds:
            claim:
              apiTypes: { group: GROUP, version: v1, kind: Claim, plural: claims }
              operatorBox:
                onReconcile:
                  configMaps: [ { name: "{{ .spec.map }}", data: { a: b }, adopt: ADOPT } ]
        """;

    [Fact]
    public async Task What_was_taken_over_and_is_an_orphan_is_given_back_as_it_was_found()
    {
        await World.DefineAsync("Shop");
        await World.CreateAsync($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"one-orphan","namespace":"{{{World.Namespace}}}","labels":{"theirs":"x"}},"data":{"a":"b"}}""");
        await World.StartAsync(Katalog.Replace("deletionPolicy: orphan", "deletionPolicy: orphan, adopt: true", StringComparison.Ordinal));
        await World.CreateAsync("Shop", "one", """{"text":"x"}""");
        await World.UntilSettledAsync("shop", "one");
        (await World.FindAsync("ConfigMap", "one-orphan"))!.Label("managed-by").ShouldBe("orkestra");

        await World.DeleteAsync("Shop", "one");
        await World.UntilAsync("the shop is gone", "Shop", "one", shop => shop is null, TimeSpan.FromSeconds(90));

        var map = (await World.FindAsync("ConfigMap", "one-orphan"))!;
        map.Labels!.Select(label => label.Key).ShouldBe(["theirs"]);
        (map.Annotations ?? []).ShouldBeEmpty();
    }

    [Fact]
    public async Task At_the_end_children_go_or_stay_as_their_entries_say_and_what_is_retained_is_taken_back()
    {
        await World.DefineAsync("Shop");
        await World.StartAsync(Katalog);
        await World.CreateAsync("Shop", "one", """{"text":"x"}""");
        await World.UntilSettledAsync("shop", "one");

        await World.DeleteAsync("Shop", "one", Kubernetes.Client.PropagationPolicy.Foreground);
        await World.UntilAsync("the shop is gone", "Shop", "one", shop => shop is null, TimeSpan.FromSeconds(90));
        await World.UntilAsync("the first map is gone", "ConfigMap", "one-gone", map => map is null, TimeSpan.FromSeconds(90));

        var orphan = (await World.FindAsync("ConfigMap", "one-orphan")).ShouldNotBeNull();
        (orphan.Labels?.Count ?? 0).ShouldBe(0);
        (orphan.Annotations?.Count ?? 0).ShouldBe(0);
        orphan.OwnerReferences.ShouldBeEmpty();
        var kept = (await World.FindAsync("ConfigMap", "one-kept")).ShouldNotBeNull();
        kept.Label("orkestra.orkspace.io/managed").ShouldBe("true");

        // What is nobody's is nobody's: it would stand in the way.
        await World.DeleteAsync("ConfigMap", "one-orphan");
        await World.CreateAsync("Shop", "one", """{"text":"y"}""");
        var back = (await World.UntilAsync("it is written to again", "ConfigMap", "one-kept", map => (string?)map!["data"]!["a"] == "y"))!;
        back.Uid.ShouldBe(kept.Uid);
    }

    [Fact]
    public async Task A_child_that_is_only_retained_needs_no_finalizer()
    {
        await World.DefineAsync("Shop");
        await World.StartAsync(Katalog.Replace("deletionPolicy: orphan", "deletionPolicy: delete", StringComparison.Ordinal));
        await World.CreateAsync("Shop", "one", """{"text":"x"}""");
        await World.UntilSettledAsync("shop", "one");

        (await World.FindAsync("Shop", "one"))!.Finalizers.ShouldBeEmpty();
        (await World.FindAsync("ConfigMap", "one-kept"))!.OwnerReferences.ShouldBeEmpty();
        (await World.WritesAsync()).Count(request => request.IsIn(World.Namespace)).ShouldBe(4);
    }

    [Fact]
    public async Task An_adoption_is_reported_with_whose_it_was()
    {
        await World.DefineAsync("Claim");
        await World.CreateAsync($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"old","namespace":"{{{World.Namespace}}}"},"data":{"x":"y"}}""");
        await World.StartAsync(Claims.Replace("ADOPT", "true", StringComparison.Ordinal));
        await World.CreateAsync("Claim", "one", """{"map":"old"}""");
        await World.UntilSettledAsync("claim", "one");

        (await World.Fleet.ListResourcesAsync("claim", World.Token)).Single().Children.Single().AdoptedFrom.ShouldBe("without a controller, managed by somebody");
        await Eventually.Async("an event tells it", async _ => (await World.EventsAsync("one")).Any(each => (string?)each["reason"] == "ChildAdopted" && ((string?)each["note"])!.Contains("somebody", StringComparison.Ordinal)), cancellationToken: World.Token);
    }

    [Fact]
    public async Task A_child_that_two_want_stays_with_the_first_and_both_say_so_until_it_is_over()
    {
        await World.DefineAsync("Claim");
        await World.StartAsync(Claims.Replace("ADOPT", "false", StringComparison.Ordinal));
        await World.CreateAsync("Claim", "first", """{"map":"shared"}""");
        await World.UntilSettledAsync("claim", "first");
        var shared = (await World.FindAsync("ConfigMap", "shared"))!;

        await World.CreateAsync("Claim", "second", """{"map":"shared"}""");
        var second = (await World.UntilAsync("the second one fails", "Claim", "second", claim => claim!.ConditionReason("Reconciled") == "ChildBelongsToOther"))!;
        second.ConditionMessage("Reconciled").ShouldContain($"of Claim {World.Namespace}/first");
        var first = (await World.UntilAsync("the first one is told", "Claim", "first", claim => claim!.ConditionStatus("ChildContested") == "True"))!;
        first.ConditionMessage("ChildContested").ShouldContain($"Claim {World.Namespace}/second");
        first.ConditionStatus("Reconciled").ShouldBe("True");
        (await World.FindAsync("ConfigMap", "shared"))!.ResourceVersion.ShouldBe(shared.ResourceVersion);

        await World.PatchAsync("Claim", "second", """{"spec":{"map":"own"}}""");
        await World.UntilAsync("the first one is at peace", "Claim", "first", claim => claim!.Condition("ChildContested") is null);

        await World.PatchAsync("Claim", "second", """{"spec":{"map":"shared"}}""");
        await World.UntilAsync("the first one is told again", "Claim", "first", claim => claim!.ConditionStatus("ChildContested") == "True");
        await World.DeleteAsync("Claim", "second");
        await World.UntilAsync("the first one is at peace again", "Claim", "first", claim => claim!.Condition("ChildContested") is null);
    }
}

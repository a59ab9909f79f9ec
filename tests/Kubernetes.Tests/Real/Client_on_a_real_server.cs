using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Tests.Fakes;
using Orkestra.Kubernetes.Watch;
using Orkestra.TestKit.ControlPlanes;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Real;

public sealed class Client_on_a_real_server(RealClusterFixture fixture)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_object_is_made_read_changed_and_deleted()
    {
        await using var real = await RealCluster.ConnectAsync(await fixture.ClusterAsync(Ct), Ct);
        var made = await real.Client.CreateAsync(Some.ConfigMaps, ConfigMap(real, "a", "1"), new WriteOptions { FieldManager = "test" }, Ct);
        made.StatusCode.ShouldBe(201);
        made.Created.ShouldBeTrue();

        var read = await real.Client.GetAsync(Some.ConfigMaps, real.Named("a"), Ct);
        read.Uid.ShouldBe(made.Object.Uid);
        read["data"]!["key"] = "2";
        var replaced = await real.Client.ReplaceAsync(Some.ConfigMaps, read, WriteOptions.None, Ct);
        replaced.StatusCode.ShouldBe(200);
        var stale = await Should.ThrowAsync<KubernetesApiException>(() => real.Client.ReplaceAsync(Some.ConfigMaps, read, WriteOptions.None, Ct));
        stale.IsConflict.ShouldBeTrue();

        var merged = await real.Client.PatchAsync(Some.ConfigMaps, real.Named("a"), PatchKind.Merge, Json.Object("""{"data":{"other":"3"}}"""), WriteOptions.None, Ct);
        merged.Object["data"]!.ToJsonString().ShouldBe("""{"key":"2","other":"3"}""");
        var patched = await real.Client.PatchAsync(Some.ConfigMaps, real.Named("a"), PatchKind.Json, JsonNode.Parse("""[{"op":"remove","path":"/data/key"}]""")!, WriteOptions.None, Ct);
        patched.Object["data"]!.ToJsonString().ShouldBe("""{"other":"3"}""");

        var wrong = await Should.ThrowAsync<KubernetesApiException>(() => real.Client.DeleteAsync(Some.ConfigMaps, real.Named("a"), new DeleteOptions { Uid = Guid.NewGuid().ToString() }, Ct));
        wrong.IsConflict.ShouldBeTrue();
        (await real.Client.DeleteAsync(Some.ConfigMaps, real.Named("a"), new DeleteOptions { Uid = made.Object.Uid, Propagation = PropagationPolicy.Background }, Ct)).ShouldBeTrue();
        (await real.Client.DeleteAsync(Some.ConfigMaps, real.Named("a"), DeleteOptions.Default, Ct)).ShouldBeFalse();
        (await real.Client.FindAsync(Some.ConfigMaps, real.Named("a"), Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task An_apply_makes_an_object_and_conflicts_with_another_manager_unless_forced()
    {
        await using var real = await RealCluster.ConnectAsync(await fixture.ClusterAsync(Ct), Ct);
        var first = await ApplyAsync(real, "one", "1");
        first.Created.ShouldBeTrue();
        (await ApplyAsync(real, "one", "1")).Object.ResourceVersion.ShouldBe(first.Object.ResourceVersion);

        var conflict = await Should.ThrowAsync<KubernetesApiException>(() => ApplyAsync(real, "two", "2"));
        conflict.StatusCode.ShouldBe(409);
        conflict.Reason.ShouldBe("Conflict");
        conflict.Verb.ShouldBe("apply");
        conflict.Causes.ShouldHaveSingleItem().Field.ShouldBe(".data.key");
        conflict.Causes[0].Reason.ShouldBe("FieldManagerConflict");

        (await ApplyAsync(real, "two", "2", force: true)).Object["data"]!["key"]!.GetValue<string>().ShouldBe("2");
    }

    [Fact]
    public async Task An_apply_keeps_every_character()
    {
        await using var real = await RealCluster.ConnectAsync(await fixture.ClusterAsync(Ct), Ct);
        // Characters that YAML and JSON treat differently: beyond the first plane, escapes, control characters, line separators, what looks like an escape.
        var text = "\U0001F600 \\ud83d\\ude00 \\\U0001F680 \"quoted\" \t tab \u2028 \u0085 \u007f é \uFEFF <b>&'";
        var answer = await ApplyAsync(real, "one", text);
        answer.Object["data"]!["key"]!.GetValue<string>().ShouldBe(text);
    }

    [Fact]
    public async Task A_list_comes_in_pages_and_its_items_know_their_kind()
    {
        await using var real = await RealCluster.ConnectAsync(await fixture.ClusterAsync(Ct), Ct);
        for (var at = 0; at < 7; at++)
            await real.Client.CreateAsync(Some.ConfigMaps, ConfigMap(real, $"c{at.ToString(CultureInfo.InvariantCulture)}", "x"), WriteOptions.None, Ct);
        var options = new ListOptions { Namespace = real.Namespace, PageSize = 3, FieldSelector = "metadata.name!=kube-root-ca.crt" };
        var found = await real.Client.ListAsync(Some.ConfigMaps, options, Ct).ToListAsync(Ct);
        found.Select(one => one.Name).ShouldBe(["c0", "c1", "c2", "c3", "c4", "c5", "c6"]);
        found.Select(one => $"{one.ApiVersion} {one.Kind}").Distinct(StringComparer.Ordinal).ShouldBe(["v1 ConfigMap"]);
        real.Client.Counter.Of("list", "configmaps").ShouldBe(3);
    }

    [Fact]
    public async Task Discovery_finds_the_newest_version_that_is_served()
    {
        await using var real = await RealCluster.ConnectAsync(await fixture.ClusterAsync(Ct), Ct);
        var deployments = (await real.Client.Discovery.FindAsync("apps", "Deployment", Ct)).ShouldNotBeNull();
        (deployments.Version, deployments.Plural, deployments.Namespaced, deployments.HasStatus, deployments.HasScale).ShouldBe(("v1", "deployments", true, true, true));
        var version = await real.Client.VersionAsync(Ct);
        version.Major.ShouldBe(1);
        var cronJobs = (await real.Client.Discovery.FindAsync("batch", "CronJob", Ct)).ShouldNotBeNull();
        cronJobs.Version.ShouldBe(version.IsAtLeast(1, 21) ? "v1" : "v1beta1");
        (await real.Client.Discovery.FindAsync("apps", "Nothing", Ct)).ShouldBeNull();
        (await real.Client.Discovery.FindAsync(new GroupVersionKind("", "v1", "Pod"), Ct)).ShouldNotBeNull().ShortNames.ShouldBe(["po"]);
        (await real.Client.Discovery.AllAsync(Ct)).ShouldContain(one => one.GroupResource == "leases.coordination.k8s.io");
    }

    [Fact]
    public async Task An_error_says_what_was_wrong()
    {
        await using var real = await RealCluster.ConnectAsync(await fixture.ClusterAsync(Ct), Ct);
        var bad = ConfigMap(real, "Not_A_Name", "x");
        var error = await Should.ThrowAsync<KubernetesApiException>(() => real.Client.CreateAsync(Some.ConfigMaps, bad, WriteOptions.None, Ct));
        error.IsInvalid.ShouldBeTrue();
        error.Causes.ShouldHaveSingleItem().Field.ShouldBe("metadata.name");
        error.Message.ShouldStartWith($"The API server refused to create configmaps \"{real.Namespace}/Not_A_Name\": 422 Invalid: ");
    }

    [Fact]
    public async Task A_watched_object_has_no_managedFields_but_ours()
    {
        await using var real = await RealCluster.ConnectAsync(await fixture.ClusterAsync(Ct), Ct);
        var answer = await ApplyAsync(real, "one", "1");
        var watched = WatchedObject.Decode(answer.Json.Span, "one");
        watched.Parse()["metadata"]!["managedFields"].ShouldBeNull();
        System.Text.Encoding.UTF8.GetString(watched.OwnedFields.Span).ShouldBe("""{"f:data":{"f:key":{}}}""");
        WatchedObject.Decode(answer.Json.Span, "two").OwnedFields.IsEmpty.ShouldBeTrue();
    }

    private static Task<ApiAnswer> ApplyAsync(RealCluster real, string manager, string value, bool? force = null) =>
        real.Client.PatchAsync(Some.ConfigMaps, real.Named("applied"), PatchKind.Apply, ConfigMap(real, "applied", value), new WriteOptions { FieldManager = manager, Force = force }, Ct);

    private static JsonObject ConfigMap(RealCluster real, string name, string value) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["namespace"] = real.Namespace, ["name"] = name },
        ["data"] = new JsonObject { ["key"] = value },
    };
}

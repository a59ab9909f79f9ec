using System.Text.Json.Nodes;
using Orkestra.TestKit.Waiting;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Several versions of one custom resource with conversion None.</summary>
public abstract class CustomVersionCases(ClusterSource cluster) : CustomResourceCase(cluster)
{
    [Fact]
    public async Task Several_versions_show_one_object()
    {
        var crd = await FromAsync(ScratchCrd.DefinitionOf(Namespace, $"[{ScratchCrd.Version("v1", ScratchCrd.AnySpec)},{ScratchCrd.Version("v2", ScratchCrd.AnySpec, storage: false)}]"));
        var made = await CreateAsync(crd.In(Namespace), crd.Body("a", """{"x":1}"""));

        var other = (await Api.GetAsync($"{crd.In(Namespace, "v2")}/a")).Is(200);
        var changed = (await Api.PatchAsync($"{crd.In(Namespace, "v2")}/a", PatchType.Merge, """{"spec":{"x":2}}""")).Is(200);

        other["apiVersion"].ShouldBe($"{crd.Group}/v2");
        other.Uid.ShouldBe(made.Uid);
        other.ResourceVersion.ShouldBe(made.ResourceVersion);
        changed["apiVersion"].ShouldBe($"{crd.Group}/v2");
        var read = (await Api.GetAsync($"{crd.In(Namespace)}/a")).Is(200);
        read["apiVersion"].ShouldBe($"{crd.Group}/v1");
        read["spec/x"].ShouldBe("2");
    }

    [Fact]
    public async Task A_watch_tells_events_in_its_own_version()
    {
        var crd = await FromAsync(ScratchCrd.DefinitionOf(Namespace, $"[{ScratchCrd.Version("v1", ScratchCrd.AnySpec)},{ScratchCrd.Version("v2", ScratchCrd.AnySpec, storage: false)}]"));
        await using var watch = await Api.WatchAsync(crd.In(Namespace, "v2"));

        await CreateAsync(crd.In(Namespace), crd.Body("a", "{}"));

        (await watch.NextIsAsync("ADDED", "a"))["apiVersion"].ShouldBe($"{crd.Group}/v2");
    }

    [Fact]
    public async Task The_preferred_version_is_the_highest()
    {
        var crd = await FromAsync(ScratchCrd.DefinitionOf(
            Namespace,
            $"[{ScratchCrd.Version("v1alpha1", ScratchCrd.AnySpec, storage: false)},{ScratchCrd.Version("v1", ScratchCrd.AnySpec)},{ScratchCrd.Version("v1beta1", ScratchCrd.AnySpec, storage: false)},{ScratchCrd.Version("v10", ScratchCrd.AnySpec, storage: false)}]"));

        var group = await WaitForAsync("four versions in discovery", $"/apis/{crd.Group}", answer => answer["versions/3"] is not null);

        group["preferredVersion/version"].ShouldBe("v10");
        group.Body.At("versions")!.AsArray().Select(version => version.Text("version")).ShouldBe(["v10", "v1", "v1beta1", "v1alpha1"]);
    }

    [Fact]
    public async Task Each_version_prunes_by_its_own_schema()
    {
        const string Old = """{"type":"object","properties":{"x":{"type":"integer"}}}""";
        const string New = """{"type":"object","properties":{"x":{"type":"integer"},"y":{"type":"integer"}}}""";
        var crd = await FromAsync(ScratchCrd.DefinitionOf(Namespace, $"[{ScratchCrd.Version("v1", Old, storage: false)},{ScratchCrd.Version("v2", New)}]"));

        var old = await CreateAsync(crd.In(Namespace), crd.Body("a", """{"x":1,"y":2}"""));
        var fresh = await CreateAsync(crd.In(Namespace, "v2"), crd.Body("b", """{"x":1,"y":2}""", "v2"));

        old["spec"].ShouldBe("""{"x":1}""");
        fresh["spec"].ShouldBe("""{"x":1,"y":2}""");
    }

    [Fact]
    public async Task A_version_that_is_not_served_is_not_found()
    {
        var crd = await FromAsync(ScratchCrd.DefinitionOf(Namespace, $"[{ScratchCrd.Version("v1", ScratchCrd.AnySpec)},{ScratchCrd.Version("v2", ScratchCrd.AnySpec, served: false, storage: false)}]"));

        (await Api.GetAsync(crd.In(Namespace, "v2"))).Is(404);
    }
}

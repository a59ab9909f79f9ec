using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Orkestra.Grains.Watching;
using Orkestra.Katalog.Gates;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Watch;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Watching;

public sealed class ObjectStreamTests
{
    private static readonly ApiResource Deployments = new("apps", "v1", "deployments", "deployment", "Deployment", Namespaced: true, [], [], HasStatus: true, HasScale: true);

    private readonly Listener _first = new();
    private readonly Listener _second = new();

    [Fact]
    public void Who_comes_while_it_is_listed_is_told_of_what_was_listed_already()
    {
        var stream = Stream(keepsWhole: false);
        stream.Add(_first);
        stream.Take(new ReflectorEvent.ListStarted());
        stream.Take(new ReflectorEvent.Listed(Live("a", 1)));

        stream.Add(_second);
        _second.IsListed.ShouldBeFalse();
        stream.Take(new ReflectorEvent.Listed(Live("b", 2)));
        stream.Take(new ReflectorEvent.ListCompleted("2"));

        _first.Seen.ShouldBe(["found a", "found b"]);
        _second.Seen.ShouldBe(["found a", "found b"]);
        _second.IsListed.ShouldBeTrue();
    }

    [Fact]
    public void Who_comes_late_sees_of_a_change_only_what_changed()
    {
        var stream = Stream(keepsWhole: false);
        stream.Add(_first);
        Listed(stream, Live("a", 1));

        stream.Add(_second);
        stream.Take(new ReflectorEvent.Changed(Live("a", 2)));

        _second.Changes.ShouldHaveSingleItem().ShouldBe(["resourceVersionChanged", "managedFieldsChanged"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(true, "x")]
    [InlineData(false, null)]
    public void What_went_is_told_whole_where_it_is_asked_for(bool keepsWhole, string? spec)
    {
        var stream = Stream(keepsWhole);
        stream.Add(_first);
        Listed(stream, Live("a", 1));

        stream.Take(new ReflectorEvent.Deleted(Live("a", 1)));

        _first.Gone.ShouldHaveSingleItem()["spec"]?["a"]?.ToString().ShouldBe(spec);
        _first.Gone[0].Annotation("note").ShouldBe("n");
    }

    private static ObjectStream Stream(bool keepsWhole) => new(Deployments, null, null, keepsWhole, null!, TimeProvider.System, NullLogger.Instance);

    private static void Listed(ObjectStream stream, WatchedObject live)
    {
        stream.Take(new ReflectorEvent.ListStarted());
        stream.Take(new ReflectorEvent.Listed(live));
        stream.Take(new ReflectorEvent.ListCompleted("1"));
    }

    private static WatchedObject Live(string name, int version) => WatchedObject.From(JsonNode.Parse(
        $$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{name}}}","namespace":"ns","uid":"{{{name}}}","resourceVersion":"{{{version}}}","generation":7,"finalizers":["a/b"],"annotations":{"note":"n"}},"spec":{"a":"x"}}""")!.AsObject(), null);

    private sealed class Listener : IObjectListener
    {
        public bool ReadsWhatWent => false;

        public List<string> Seen { get; } = [];

        public List<IReadOnlySet<string>> Changes { get; } = [];

        public List<JsonObject> Gone { get; } = [];

        public bool IsListed { get; private set; }

        public void Found(ApiResource resource, JsonObject live) => Seen.Add($"found {live.Name}");

        public void Listed() => IsListed = true;

        public void Failed(string error) => throw new InvalidOperationException(error);

        public void Happened(ApiResource resource, JsonObject? before, JsonObject? now)
        {
            if (now is null)
                Gone.Add(before!);
            else
                Changes.Add(Sentinels.Of(before, now));
        }
    }
}

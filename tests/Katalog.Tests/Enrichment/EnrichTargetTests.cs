using System.Text.Json.Nodes;
using Orkestra.Katalog.Enrichment;
using Orkestra.Katalog.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Enrichment;

/// <summary>What each word of <c>enrich</c> adds to which objects.</summary>
public sealed class EnrichTargetTests
{
    [Fact]
    public void A_pod_is_shown_as_functions_read_it()
    {
        var pod = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"db-1","namespace":"n","labels":{"app":"db"},"ownerReferences":[{"kind":"StatefulSet","uid":"u1"}]},"spec":{"nodeName":"node-1"},
             "status":{"phase":"Running","podIP":"10.0.0.1","conditions":[{"type":"Ready","status":"True"}],
              "containerStatuses":[{"name":"a","image":"a:1","ready":true,"restartCount":2,"state":{"running":{}}},{"name":"b","image":"b:1","ready":false,"restartCount":1,"state":{"terminated":{"reason":"Error","exitCode":3}}}]}}
            """;

        Added("pods", """{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db","namespace":"n","uid":"u1"},"spec":{"selector":{"matchLabels":{"app":"db"}}}}""", pod).ShouldBe(
            """{"_pods":[{"name":"db-1","ip":"10.0.0.1","phase":"Running","ready":true,"node":"node-1","restartCount":3,"containers":[{"name":"a","image":"a:1","state":"Running","reason":"","ready":true,"restartCount":2},{"name":"b","image":"b:1","state":"Terminated","reason":"Error","ready":false,"restartCount":1}],"ordinal":1,"exitCode":3}]}""");
    }

    [Theory]
    [InlineData("pods", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a","namespace":"n"},"spec":{"selector":{"matchExpressions":[{"key":"tier","operator":"NotIn","values":["web"]},{"key":"app","operator":"Exists"}]}}}""",
        """{"_pods":["x"]}""")]
    [InlineData("backingpods", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"a","namespace":"n"},"spec":{"selector":{"tier":"web"}}}""", """{"_backingPods":["y"]}""")]
    [InlineData("backingpods", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"a","namespace":"n"},"spec":{}}""", """{"_backingPods":[]}""")]
    [InlineData("pods", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"a","namespace":"n"},"spec":{"selector":{"tier":"web"}}}""", "{}")]
    [InlineData("pods", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a","namespace":"elsewhere"},"spec":{"selector":{"matchLabels":{"tier":"web"}}}}""", """{"_pods":[]}""")]
    public void Pods_are_those_that_are_selected(string word, string subject, string names)
    {
        var added = JsonNode.Parse(Added(word, subject, Pod("x", "n", """{"app":"a","tier":"db"}"""), Pod("y", "n", """{"app":"a","tier":"web"}"""), Pod("z", "n", "{}")))!.AsObject();

        new JsonObject(added.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)new JsonArray([.. each.Value!.AsArray().Select(pod => pod!["name"]!.DeepClone())])))).ToJsonString().ShouldBe(names);
    }

    [Theory]
    [InlineData("events", """{"apiVersion":"x/v1","kind":"App","metadata":{"name":"a","namespace":"n","uid":"u1"}}""",
        """{"apiVersion":"v1","kind":"Event","metadata":{"name":"e","namespace":"n"},"involvedObject":{"uid":"u1"},"reason":"R","message":"m","count":9}""", """{"_warnings":[{"reason":"R","message":"m"}]}""")]
    [InlineData("events", """{"apiVersion":"x/v1","kind":"Estate","metadata":{"name":"a","uid":"u1"}}""",
        """{"apiVersion":"v1","kind":"Event","metadata":{"name":"e","namespace":"default"},"involvedObject":{"uid":"u1"},"reason":"R"}""", """{"_warnings":[{"reason":"R"}]}""")]
    [InlineData("replicasets", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a","namespace":"n","uid":"u1"}}""",
        """{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"a-1","namespace":"n","resourceVersion":"5","ownerReferences":[{"uid":"u1"}]}}""",
        """{"_replicaSets":[{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"a-1","namespace":"n","ownerReferences":[{"uid":"u1"}]}}]}""")]
    [InlineData("endpoints", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"a","namespace":"n"}}""",
        """{"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"a","namespace":"n"},"subsets":[{"addresses":[{"ip":"10.0.0.1"}],"notReadyAddresses":[{"ip":"10.0.0.2"}],"ports":[{"port":80}]}]}""",
        """{"_endpoints":[{"ip":"10.0.0.1","port":80,"ready":true},{"ip":"10.0.0.2","port":80,"ready":false}]}""")]
    [InlineData("pv", """{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"a","namespace":"n"},"spec":{"volumeName":"v"}}""",
        """{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"v"},"spec":{"volumeMode":"Block"}}""", """{"_pv":{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"v"},"spec":{"volumeMode":"Block"}}}""")]
    [InlineData("storageclass", """{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"a","namespace":"n"},"spec":{"storageClassName":"fast"}}""",
        """{"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"name":"fast"},"provisioner":"p","reclaimPolicy":"Retain"}""", """{"_storageClass":{"metadata":{"name":"fast"},"provisioner":"p","reclaimPolicy":"Retain"}}""")]
    [InlineData("node", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"n"},"spec":{"nodeName":"k"}}""",
        """{"apiVersion":"v1","kind":"Node","metadata":{"name":"k","labels":{"topology.kubernetes.io/zone":"z"}},"status":{"images":[]}}""", """{"_node":{"name":"k","zone":"z","region":"","instanceType":""}}""")]
    [InlineData("pvcs", """{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db","namespace":"n"},"spec":{"selector":{"matchLabels":{"app":"db"}},"volumeClaimTemplates":[{"metadata":{"name":"data"}}]}}""",
        """{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"data-db-0","namespace":"n","labels":{"app":"db"}}}""",
        """{"_pvcs":[{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"data-db-0","namespace":"n","labels":{"app":"db"}}}]}""")]
    [InlineData("owner", """{"apiVersion":"x/v1","kind":"App","metadata":{"name":"a","ownerReferences":[{"kind":"A","name":"a"},{"kind":"B","name":"b","controller":true}]}}""", "{}", """{"_owner":{"kind":"B","name":"b","controller":true}}""")]
    [InlineData("hpa", """{"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"a"},"spec":{"scaleTargetRef":{"kind":"Deployment","name":"d"}},"status":{"currentMetrics":[{"type":"Resource"}]}}""", "{}",
        """{"_currentMetrics":[{"type":"Resource"}],"_scaleTarget":{"kind":"Deployment","name":"d"}}""")]
    [InlineData("ingress", """{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"a"},"spec":{"tls":[{"secretName":"s"}]},"status":{"loadBalancer":{"ingress":[{"ip":"1.2.3.4"}]}}}""", "{}",
        """{"_loadBalancerIPs":[{"ip":"1.2.3.4"}],"_tlsSecrets":["s"]}""")]
    public void A_word_adds_what_is_related(string word, string subject, string related, string added) => Added(word, subject, related).ShouldBe(added);

    [Fact]
    public void The_last_jobs_of_a_cron_job_are_the_newest()
    {
        var added = JsonNode.Parse(Added(
            "cronjob", """{"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"a","namespace":"n","uid":"u1"}}""",
            Job("a", "2026-01-01T00:00:00Z", """{"succeeded":1}"""), Job("b", "2026-01-03T00:00:00Z", """{"active":1}"""), Job("c", "2026-01-02T00:00:00Z", """{"succeeded":1}""")))!;

        ((string?)added["_lastJob"]!["metadata"]!["name"]).ShouldBe("b");
        ((string?)added["_lastSuccessfulJob"]!["metadata"]!["name"]).ShouldBe("c");
        added["_activeJobs"]!.AsArray().Select(job => (string?)job!["metadata"]!["name"]).ShouldBe(["b"]);
    }

    [Fact]
    public void What_differs_although_nothing_does_is_not_shown()
    {
        var kind = EnrichTargets.Find("replicaset")!.Kinds.Single();
        RelatedObject Keep(string version, int replicas) => kind.Keep(JsonNode.Parse($$$"""{"metadata":{"name":"a","resourceVersion":"{{{version}}}"},"status":{"replicas":{{{replicas}}}}}""")!.AsObject());

        Keep("1", 1).IsSameAs(Keep("2", 1)).ShouldBeTrue();
        Keep("1", 1).IsSameAs(Keep("2", 2)).ShouldBeFalse();
    }

    private static string Pod(string name, string ns, string labels) => $$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}","namespace":"{{{ns}}}","labels":{{{labels}}}}}""";

    private static string Job(string name, string created, string status) =>
        $$$"""{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"{{{name}}}","namespace":"n","creationTimestamp":"{{{created}}}","ownerReferences":[{"uid":"u1"}]},"status":{{{status}}}}""";

    private static string Added(string word, string subject, params string[] related)
    {
        var of = JsonNode.Parse(subject)!.AsObject();
        var to = new JsonObject();
        var target = EnrichTargets.Find(word).ShouldNotBeNull();
        if (target.IsOf((string)of["apiVersion"]!, (string)of["kind"]!))
            target.Add(of, to, new Known([.. related.Select(each => JsonNode.Parse(each)!.AsObject())]));
        return to.ToJsonString();
    }

    private sealed class Known(IReadOnlyList<JsonObject> live) : IRelatedObjects
    {
        public IReadOnlyList<RelatedObject> Find(RelatedQuery query) =>
            RelatedQuery.Sorted(live.Where(each => (string?)each["kind"] == query.Kind.Kind).Select(query.Kind.Keep).Where(query.Matches));
    }
}

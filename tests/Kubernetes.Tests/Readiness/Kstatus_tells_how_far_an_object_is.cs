using Orkestra.Kubernetes.Readiness;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Readiness;

public sealed class Kstatus_tells_how_far_an_object_is
{
    private const string Available = """{"type":"Available","status":"True"}""";
    private const string RolledOut = """{"type":"Progressing","status":"True","reason":"NewReplicaSetAvailable"}""";

    [Theory]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":1},"status":{}}""", ReadyState.InProgress, "Replicas: 0/1")]
    [InlineData("apps/v1", "Deployment", """{"spec":{},"status":{"replicas":1}}""", ReadyState.InProgress, "Updated: 0/1")]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":1},"status":{"replicas":2,"updatedReplicas":1}}""", ReadyState.InProgress, "Pending termination: 1")]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":1},"status":{"replicas":1,"updatedReplicas":1}}""", ReadyState.InProgress, "Available: 0/1")]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":1},"status":{"replicas":1,"updatedReplicas":1,"availableReplicas":1}}""", ReadyState.InProgress, "Ready: 0/1")]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":0},"status":{"conditions":[C]}}""", ReadyState.Ready, "Available: 0/0")]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":1,"progressDeadlineSeconds":600},"status":{"replicas":1,"updatedReplicas":1,"availableReplicas":1,"readyReplicas":1,"conditions":[C]}}""", ReadyState.InProgress, "The new ReplicaSet is not available yet.")]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":1,"progressDeadlineSeconds":600},"status":{"replicas":1,"updatedReplicas":1,"availableReplicas":1,"readyReplicas":1,"conditions":[C,P]}}""", ReadyState.Ready, "Available: 1/1")]
    [InlineData("apps/v1", "Deployment", """{"spec":{"replicas":1},"status":{"replicas":1,"updatedReplicas":1,"availableReplicas":1,"readyReplicas":1,"conditions":[P]}}""", ReadyState.InProgress, "The Deployment is not available yet.")]
    [InlineData("apps/v1", "Deployment", """{"status":{"conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded","message":"too slow"}]}}""", ReadyState.Failed, "too slow")]
    [InlineData("apps/v1", "StatefulSet", """{"spec":{"updateStrategy":{"type":"OnDelete"}}}""", ReadyState.Ready, null)]
    [InlineData("apps/v1", "StatefulSet", """{"spec":{"replicas":2},"status":{"replicas":2,"readyReplicas":1}}""", ReadyState.InProgress, "Ready: 1/2")]
    [InlineData("apps/v1", "StatefulSet", """{"spec":{"replicas":2},"status":{"replicas":2,"readyReplicas":2,"currentReplicas":1}}""", ReadyState.InProgress, "Current: 1/2")]
    [InlineData("apps/v1", "StatefulSet", """{"spec":{"replicas":1},"status":{"replicas":1,"readyReplicas":1,"currentReplicas":1,"currentRevision":"a","updateRevision":"b"}}""", ReadyState.InProgress, null)]
    [InlineData("apps/v1", "StatefulSet", """{"spec":{"replicas":1},"status":{"replicas":1,"readyReplicas":1,"currentReplicas":1,"currentRevision":"a","updateRevision":"a"}}""", ReadyState.Ready, "Ready: 1/1")]
    [InlineData("apps/v1", "StatefulSet", """{"spec":{"replicas":3,"updateStrategy":{"rollingUpdate":{"partition":2}}},"status":{"replicas":3,"readyReplicas":3,"updatedReplicas":0}}""", ReadyState.InProgress, "Updated: 0/1")]
    [InlineData("apps/v1", "StatefulSet", """{"spec":{"replicas":3,"updateStrategy":{"rollingUpdate":{"partition":2}}},"status":{"replicas":3,"readyReplicas":3,"updatedReplicas":1}}""", ReadyState.Ready, null)]
    [InlineData("apps/v1", "DaemonSet", """{"status":{"desiredNumberScheduled":0}}""", ReadyState.InProgress, null)]
    [InlineData("apps/v1", "DaemonSet", """{"status":{"observedGeneration":1,"desiredNumberScheduled":0}}""", ReadyState.Ready, "Available: 0/0")]
    [InlineData("apps/v1", "DaemonSet", """{"status":{"observedGeneration":1,"desiredNumberScheduled":2,"currentNumberScheduled":2,"updatedNumberScheduled":2,"numberAvailable":1}}""", ReadyState.InProgress, "Available: 1/2")]
    [InlineData("apps/v1", "ReplicaSet", """{"spec":{"replicas":1},"status":{"replicas":1,"fullyLabeledReplicas":1,"availableReplicas":1,"readyReplicas":1}}""", ReadyState.Ready, null)]
    [InlineData("apps/v1", "ReplicaSet", """{"spec":{"replicas":1},"status":{"conditions":[{"type":"ReplicaFailure","status":"True","message":"quota"}]}}""", ReadyState.InProgress, "quota")]
    [InlineData("batch/v1", "Job", """{"status":{}}""", ReadyState.InProgress, "It has not started yet.")]
    [InlineData("batch/v1", "Job", """{"status":{"startTime":"2030-01-01T00:00:00Z","active":1}}""", ReadyState.Ready, "Running: 1 active, 0/1 completed")]
    [InlineData("batch/v1", "Job", """{"status":{"succeeded":1,"conditions":[{"type":"Complete","status":"True"}]}}""", ReadyState.Ready, "Completed: 1/1")]
    [InlineData("batch/v1", "Job", """{"status":{"conditions":[{"type":"Failed","status":"True","message":"backoff"}]}}""", ReadyState.Failed, "backoff")]
    [InlineData("v1", "Pod", """{}""", ReadyState.InProgress, null)]
    [InlineData("v1", "Pod", """{"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}""", ReadyState.Ready, null)]
    [InlineData("v1", "Pod", """{"status":{"phase":"Running","containerStatuses":[{"name":"a","state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}""", ReadyState.Failed, "Containers that crash again and again: a")]
    [InlineData("v1", "Pod", """{"status":{"phase":"Failed"}}""", ReadyState.Failed, null)]
    [InlineData("v1", "Pod", """{"status":{"phase":"Succeeded"}}""", ReadyState.Ready, null)]
    [InlineData("v1", "Pod", """{"status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable","message":"no node"}]}}""", ReadyState.InProgress, "no node")]
    [InlineData("v1", "PersistentVolumeClaim", """{"status":{"phase":"Pending"}}""", ReadyState.InProgress, null)]
    [InlineData("v1", "PersistentVolumeClaim", """{"status":{"phase":"Bound"}}""", ReadyState.Ready, null)]
    [InlineData("v1", "Service", """{"spec":{"type":"ClusterIP"}}""", ReadyState.Ready, null)]
    [InlineData("v1", "Service", """{"spec":{"type":"LoadBalancer"},"status":{"loadBalancer":{}}}""", ReadyState.InProgress, null)]
    [InlineData("v1", "Service", """{"spec":{"type":"LoadBalancer"},"status":{"loadBalancer":{"ingress":[{"hostname":"h"}]}}}""", ReadyState.Ready, "Address: h")]
    [InlineData("policy/v1", "PodDisruptionBudget", """{"status":{"disruptionsAllowed":1}}""", ReadyState.Ready, null)]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", """{"status":{"conditions":[{"type":"NamesAccepted","status":"True"}]}}""", ReadyState.InProgress, null)]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", """{"status":{"conditions":[{"type":"Established","status":"True"}]}}""", ReadyState.Ready, null)]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", """{"status":{"conditions":[{"type":"NamesAccepted","status":"False","message":"taken"}]}}""", ReadyState.Failed, "taken")]
    [InlineData("v1", "ConfigMap", "{}", ReadyState.Ready, null)]
    [InlineData("v1", "ServiceAccount", "{}", ReadyState.Ready, null)]
    [InlineData("e.com/v1", "Widget", "{}", ReadyState.Ready, "It exists.")]
    [InlineData("e.com/v1", "Widget", """{"status":{"conditions":[{"type":"Ready","status":"False","reason":"Busy"}]}}""", ReadyState.InProgress, "Busy")]
    [InlineData("e.com/v1", "Widget", """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}""", ReadyState.Ready, "Ready")]
    [InlineData("e.com/v1", "Widget", """{"status":{"conditions":[{"type":"Ready","status":"True"},{"type":"Reconciling","status":"True","message":"working"}]}}""", ReadyState.InProgress, "working")]
    [InlineData("e.com/v1", "Widget", """{"status":{"conditions":[{"type":"Stalled","status":"True","message":"stuck"}]}}""", ReadyState.Failed, "stuck")]
    public void By_the_rules_of_its_kind(string apiVersion, string kind, string rest, ReadyState state, string? message)
    {
        var live = Json.Object(rest.Replace("C,P", $"{Available},{RolledOut}", StringComparison.Ordinal).Replace("[C]", $"[{Available}]", StringComparison.Ordinal).Replace("[P]", $"[{RolledOut}]", StringComparison.Ordinal));
        live["apiVersion"] = apiVersion;
        live["kind"] = kind;
        var report = Kstatus.Evaluate(live);
        report.State.ShouldBe(state);
        report.IsReady.ShouldBe(state == ReadyState.Ready);
        report.Message.ShouldNotBeEmpty();
        if (message is not null)
            report.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"deletionTimestamp":"2030-01-01T00:00:00Z"}}""", ReadyState.Terminating)]
    [InlineData("""{"apiVersion":"e.com/v1","kind":"Widget","metadata":{"generation":2},"status":{"observedGeneration":1,"conditions":[{"type":"Ready","status":"True"}]}}""", ReadyState.InProgress)]
    [InlineData("""{"apiVersion":"e.com/v1","kind":"Widget","metadata":{"generation":2},"status":{"observedGeneration":2,"conditions":[{"type":"Ready","status":"True"}]}}""", ReadyState.Ready)]
    public void Whatever_its_kind(string live, ReadyState state) => Kstatus.Evaluate(Json.Object(live)).State.ShouldBe(state);
}

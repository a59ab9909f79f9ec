using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Tests.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Functions;

public class ExampleTests
{
    private const string Objects = """
        {
          "site": {"spec": {"resources": {"requests": {"cpu": "250m"}}}},
          "deployment": {
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": {"name": "web", "namespace": "shop", "uid": "4b3f", "resourceVersion": "14872", "generation": 4, "creationTimestamp": "2026-01-15T10:30:00Z",
              "labels": {"app": "web", "size": "3"}, "annotations": {"note": "12"}, "ownerReferences": [{"kind": "Website", "name": "my-site"}]},
            "spec": {"replicas": 3, "template": {"spec": {"containers": [
              {"name": "app", "image": "nginx:1.25", "env": [{"name": "APP_ENV", "value": "production"}], "ports": [{"name": "http", "containerPort": 8080}]}]}}},
            "status": {"observedGeneration": 4, "readyReplicas": 2, "availableReplicas": 2, "updatedReplicas": 3,
              "conditions": [{"type": "Available", "status": "True", "reason": "MinimumReplicasAvailable", "message": "enough"}]}
          },
          "pod": {"status": {"phase": "Running"}, "_node": {"name": "node-1", "zone": "eu-1a", "region": "eu-1", "instanceType": "m4"}},
          "hpa": {"spec": {"maxReplicas": 10}, "status": {"currentReplicas": 3, "desiredReplicas": 5, "conditions": [
            {"type": "AbleToScale", "status": "True"}, {"type": "ScalingActive", "status": "True"}, {"type": "ScalingLimited", "status": "False"}]},
            "_currentMetrics": [{"type": "Resource"}, {"type": "External"}], "_scaleTarget": {"kind": "Deployment", "name": "web"}},
          "ingress": {"spec": {"ingressClassName": "nginx", "rules": [{"host": "a.example.com"}, {}, {"host": "b.example.com"}], "tls": [{"hosts": ["a.example.com"]}]},
            "status": {"loadBalancer": {"ingress": [{"hostname": "lb.example.com"}]}}, "_loadBalancerIPs": ["192.0.2.4", {"hostname": "lb.example.com"}], "_tlsSecrets": [{}]},
          "node": {"spec": {"taints": [{"key": "dedicated"}]}, "status": {"allocatable": {"cpu": "3920m", "memory": "15032020Ki"},
            "conditions": [{"type": "Ready", "status": "True"}, {"type": "MemoryPressure", "status": "False"}]}},
          "workload": {
            "_pods": [
              {"name": "web-0", "ip": "10.0.0.1", "phase": "Running", "ready": true, "node": "node-1", "restartCount": 3, "ordinal": 0, "containers": [{"name": "app", "state": "Waiting", "reason": "CrashLoopBackOff"}]},
              {"name": "web-1", "ip": "", "phase": "Pending", "ready": false, "node": "", "restartCount": 0, "ordinal": 1, "containers": [{"name": "app", "state": "Running", "reason": ""}]}],
            "_warnings": [{"reason": "BackOff", "message": "restarting"}, {"reason": "OOMKilled", "message": "killed"}, {"reason": "BackOff", "message": "restarting"}]},
          "metric": {"result": "5", "raw": {"data": {"resultType": "vector", "result": [
            {"metric": {"pod": "web-0"}, "value": [1700000000, "5"]}, {"metric": {"pod": "web-1"}, "value": [1700000000, "12.5"]}]}}},
          "pvc": {"spec": {"accessModes": ["ReadWriteOnce"], "storageClassName": "standard", "resources": {"requests": {"storage": "10Gi"}}}, "status": {"phase": "Bound"},
            "_pv": {"metadata": {"annotations": {"pv.kubernetes.io/provisioned-by": "csi.example.com"}}, "spec": {"volumeMode": "Filesystem"}}, "_storageClass": {"provisioner": "csi.example.com", "reclaimPolicy": "Delete"}},
          "rollout": {"metadata": {"annotations": {"deployment.kubernetes.io/revision": "2"}}, "_replicaSets": [{"name": "web-1", "revision": "1"}, {"name": "web-2", "revision": "2"}]},
          "replicaset": {"_owner": {"kind": "Deployment", "name": "web"}},
          "statefulset": {"status": {"currentRevision": "db-1", "updateRevision": "db-2"}, "_pvcs": [{}]},
          "served": {"metadata": {"annotations": {"orkestra.orkspace.io/serve-target": "smartapp", "orkestra.orkspace.io/serve-source": "git"}}},
          "service": {
            "spec": {"clusterIP": "10.96.0.1", "ports": [{"port": 80, "nodePort": 31234}]}, "status": {"loadBalancer": {"ingress": [{"ip": "203.0.113.7"}]}},
            "_endpoints": [{"ip": "10.0.0.1", "port": 8080, "ready": true}, {"ip": "10.0.0.2", "port": 8080}, {"ip": "10.0.0.3", "port": 8080, "ready": false}],
            "_backingPods": [{"name": "web-abc"}]
          },
          "job": {"status": {"succeeded": 1}, "_pods": [{"name": "job-a", "phase": "Succeeded", "exitCode": 0}, {"name": "job-b", "phase": "Running", "exitCode": -1}]},
          "cronjob": {
            "status": {"active": [{"name": "report-2"}], "lastScheduleTime": "2026-05-19T10:00:00Z"},
            "_lastJob": {"metadata": {"name": "report-2"}, "status": {}}, "_lastSuccessfulJob": {"metadata": {"name": "report-1"}}
          }
        }
        """;

    public static TheoryData<string, string> Examples()
    {
        var examples = new TheoryData<string, string>();
        foreach (var function in FunctionTable.Standard.Functions.Where(static function => function.Example.Length > 0))
            examples.Add(function.Name, function.Example);
        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_of_a_function_is_true(string name, string example)
    {
        var arrow = example.LastIndexOf("}} → ", StringComparison.Ordinal);
        arrow.ShouldBeGreaterThan(0, $"{name} has no example of the form {{{{ call }}}} → result");
        Scopes.Print(example[..(arrow + 2)], Objects).Trim().ShouldBe(example[(arrow + 5)..].Trim());
    }

    [Fact]
    public void Every_function_of_the_language_is_there()
    {
        string[] names = """
            asList asMap asString listGet listHas listLen mapGet mapKeys mapValues mapPick mapOmit boolDefault boolTernary coalesce default empty eqTernary notEmpty ternary containerEnv containerImage containerPort
            containerPortByName containerPorts containerCount cronDescribe cronDom cronDow cronExpr cronField cronFromAny cronFromMap cronHour cronMinute cronMonth cronNormalize cronToMap cronValid fromBase64 lookup
            repoSlug sha256sum slugify toBase64 toJSON truncateName domainBare domainHost creationTimestamp resourceName resourceNamespace resourceUID resourceVersion hpaAbleToScale hpaAtMax hpaCurrentReplicas
            hpaDesiredReplicas hpaMaxReplicas hpaMetricTypes hpaMinReplicas hpaScaleTargetKind hpaScaleTargetName hpaScaling hpaScalingActive hpaScalingLimited ingressClassName ingressHost ingressIP ingressLoadBalancerIPs
            ingressReady ingressRules ingressTLSHosts ingressTLSSecretCount cronJobActiveCount cronJobLastJobName cronJobLastJobSucceeded cronJobLastScheduleTime cronJobLastSuccessTime cronJobLastSuccessfulJobName
            cronJobNextScheduleTime jobActive jobActivePodNames jobFailed jobFailedPodNames jobFirstExitCode jobSucceeded jobSucceededPodNames annotations conditionMessage conditionReason generation get getAnnotation
            getAnnotationInt getLabel getLabelInt getStatus hasAnnotation hasCondition hasLabel hasStatus isSynced isTerminating labelMatches labels meta observedGeneration ownerKind ownerName phase resourceCPU
            resourceExists resourceMemory spec status name namespace isDNS1123Subdomain isValidAnnotationKey isValidLabelKey isValidLabelValue abs add clamp div max min mod mul sub cidrContains ipIsPrivate ipValid
            nodeAllocatableCPU nodeAllocatableMemory nodeCondition nodeReady nodeTaints podNodeInstanceType podNodeName podNodeRegion podNodeZone hasCrashingPod podByOrdinal podContainerReasons podContainerState podCount
            podCrashLoopDetected podCreateContainerErrorDetected podErrImagePullDetected podErrorDetected podIPs podImagePullBackOffDetected podInvalidImageNameDetected podMaxRestarts podNames podNodes
            podOOMKilledDetected podPhases podPostStartHookErrorDetected podPreStartHookErrorDetected podRunContainerErrorDetected readyPodCount promAboveThreshold promBelowThreshold promLabelValues promMax
            promSeriesCount promSum promValue pvcAccessModes pvcBound pvcCapacity pvcPhase pvcProvisioner pvcStorageClass pvcStorageClassProvisioner pvcStorageClassReclaimPolicy pvcVolumeMode formatQuantity
            parseQuantity subtractQuantity sumQuantity randomAlphanumeric randomBase64 randomHex uuidv4 allReplicasReady availableReplicas desiredReplicas readyReplicas replicasReady rolloutComplete updatedReplicas
            deploymentReplicaSetCount deploymentReplicaSets oldDeploymentReplicaSets replicaSetOwnerKind replicaSetOwnerName getBoolOr getIntOr getOr getStringOr semverBump semverCompare semverConstraint semverMajor
            semverMinor semverPatch semverValid getServeAlias getServeSource getServeTarget hasServeAlias hasServeSource hasServeTarget isDirectApply backingPodCount backingPodNames endpointsReady hasEndpoints
            serviceClusterIP serviceEndpointCount serviceEndpoints serviceFirstEndpoint serviceLoadBalancerHost serviceLoadBalancerIP serviceNodePort statefulSetCurrentRevision statefulSetPVCCount
            statefulSetUpdateRevision camelToKebab concat contains hasPrefix hasSuffix join repeat replace split toLower toUpper trim trimPrefix trimSpace trimSuffix truncate durationAdd durationSeconds durationValid
            isExpired nextCron timeAgo timeFormat timeInWindow timeNotInWindow timeSince timeUntil weekday weekend len toBool toFloat toInt toJson toList toString typeOf typeMap typeList typeString typeNumber typeBool
            typeNull typeEmpty isScalar isComposite isValidEmail isValidGitRepository isValidImageRef isValidJSON isValidPort isValidURL firstWarning hasWarnings warningCount warningMessages warningReasons env
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        names.Where(static name => FunctionTable.Standard.Find(name) is null).ShouldBeEmpty();
        names.Length.ShouldBeGreaterThan(270);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_of_a_function_calls_it(string name, string example) => example.ShouldContain(name);

    [Fact]
    public void Every_function_says_what_it_does()
    {
        foreach (var function in FunctionTable.Standard.Functions)
        {
            function.Description.ShouldNotBeNullOrWhiteSpace(function.Name);
            function.Domain.ShouldNotBeNullOrWhiteSpace(function.Name);
            function.Signature.ShouldStartWith(function.Name);
        }
    }

    /// <summary>Functions of one to four arguments, called with nothing but nil, give a value or say what they want.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public void A_function_takes_nil_for_every_argument(string name, string example)
    {
        _ = example;
        var function = FunctionTable.Standard.Find(name)!;
        for (var count = function.MinArguments; count <= Math.Min(function.MaxArguments ?? 4, 4); count++)
        {
            var template = Template.Parse("{{ " + name + string.Concat(Enumerable.Repeat(" .missing", count)) + " }}", FunctionTable.Standard);
            try
            {
                template.Evaluate(Scopes.Of("{}"));
            }
            catch (TemplateException refused)
            {
                // Go's own functions refuse nil as Go does; division by nothing is division by zero, and a schedule map must be a map.
                name.ShouldBeOneOf("lt", "le", "gt", "ge", "slice", "printf", "div", "mod", "cronFromMap");
                refused.Message.ShouldStartWith("error calling " + name);
            }
        }
    }
}

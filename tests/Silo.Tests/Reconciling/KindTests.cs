using Orkestra.Kubernetes.Objects;
using Orkestra.Silo.Tests.Rig;
using Shouldly;
using Xunit;

namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Every kind of the short forms is taken by a server, in whichever API version it has.</summary>
public abstract class KindTests : WorldTests
{
    private const string Everything = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: everything }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                reconcile:
                  onReconcile:
                    namespaces: [ { name: "{{ .metadata.namespace }}-more", labels: { a: b } } ]
                    secrets: [ { data: { a: b } } ]
                    configMaps: [ { data: { a: b } } ]
                    networkPolicies: [ { profile: deny-all } ]
                    resourceQuotas: [ { hard: { pods: 1000 } } ]
                    limitRanges: [ { limits: [ { type: Container, default: { cpu: 100m } } ] } ]
                    clusterRoles: [ { name: "{{ .metadata.namespace }}:reader", rules: [ { apiGroups: [ "" ], resources: [ configmaps ], verbs: [ get ] } ] } ]
                    clusterRoleBindings: [ { name: "{{ .metadata.namespace }}:readers", roleRef: { kind: ClusterRole, name: "{{ .metadata.namespace }}:reader" }, subjects: [ { kind: Group, name: g } ] } ]
                    serviceAccounts: [ {} ]
                    roles: [ { rules: [ { apiGroups: [ "" ], resources: [ configmaps ], verbs: [ get ] } ] } ]
                    roleBindings: [ { roleRef: { kind: Role, name: web-role }, subjects: [ { name: web-sa } ] } ]
                    storageClasses: [ { name: "{{ .metadata.namespace }}-fast", provisioner: csi.example.io, parameters: { iops: 1 } } ]
                    priorityClasses: [ { name: "{{ .metadata.namespace }}-high", value: 1000 } ]
                    runtimeClasses: [ { name: "{{ .metadata.namespace }}-box", handler: runsc } ]
                    resources:
                      - apiVersion: coordination.k8s.io/v1
                        kind: Lease
                        metadata: { name: "{{ .metadata.name }}-lease", labels: { first: "{{ .spec.key }}" } }
                        spec: { holderIdentity: "{{ .spec.image }}", leaseDurationSeconds: "{{ .spec.seconds }}" }
                    podTemplates: [ { image: "{{ .spec.image }}" } ]
                    replicaSets: [ { image: "{{ .spec.image }}", replicas: 0 } ]
                    deployments:
                      - image: "{{ .spec.image }}"
                        replicas: 0
                        port: 80
                        probes: { liveness: { profile: fast, path: /x }, readiness: { profile: "{{ .spec.probe }}" } }
                        resources: { profile: small }
                        securityContext: { profile: hardened }
                        podSecurity: { profile: restricted }
                        rollingUpdate: { profile: blue-green }
                        containers: [ { name: side, image: envoy, port: 9901 } ]
                        initContainers: [ { name: first, image: busybox, command: [ "true" ] } ]
                    daemonSets: [ { image: "{{ .spec.image }}", nodeSelector: { none: "true" }, rollingUpdate: { profile: fast } } ]
                    services: [ { port: 80 } ]
                    jobs: [ { image: "{{ .spec.image }}", parallelism: 0 } ]
                    cronJobs: [ { image: "{{ .spec.image }}", schedule: "0 3 * * *", suspend: true, concurrencyPolicy: forbid } ]
                    statefulSets: [ { image: "{{ .spec.image }}", replicas: 0, volumeClaimTemplates: [ { name: data, storageSize: 1Gi, mountPath: /data } ] } ]
                    persistentVolumes: [ { name: "{{ .metadata.namespace }}-disk", storageSize: 1Gi, hostPath: { path: /tmp/x }, storageClass: none } ]
                    persistentVolumeClaims: [ { storageSize: 1Gi, storageClass: none } ]
                    ingresses: [ { host: x.example.io } ]
                    hpa: [ { maxReplicas: 3, profile: web } ]
                    pdb: [ { profile: one-at-a-time } ]
        """;

    private const string Secrets = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: secrets }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                reconcile:
                  onCreate:
                    secrets:
                      - { name: "{{ .metadata.name }}-creds", once: true, rotateAfter: 90d, labels: { level: "{{ .spec.level }}" }, data: { password: "{{ randomAlphanumeric 32 }}" } }
                      - { name: "{{ .metadata.name }}-cert", tls: { dnsNames: [ "{{ .metadata.name }}.example.io" ] } }
                      - { name: old-creds, once: true, adopt: true, data: { password: "{{ randomAlphanumeric 32 }}" } }
        """;

    private const string Copies = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: copies }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                onReconcile:
                  secrets: [ { fromSecret: source } ]
        """;

    private static readonly string[] Kinds =
    [
        "Namespace", "Secret", "ConfigMap", "NetworkPolicy", "ResourceQuota", "LimitRange", "ClusterRole", "ClusterRoleBinding", "ServiceAccount", "Role", "RoleBinding", "StorageClass",
        "PriorityClass", "RuntimeClass", "Lease", "PodTemplate", "ReplicaSet", "Deployment", "DaemonSet", "Service", "Job", "CronJob", "StatefulSet", "PersistentVolume",
        "PersistentVolumeClaim", "Ingress", "HorizontalPodAutoscaler", "PodDisruptionBudget",
    ];

    private static readonly (string List, string Group, string Kind)[] Optional =
    [
        ("storageClasses", "storage.k8s.io", "StorageClass"), ("priorityClasses", "scheduling.k8s.io", "PriorityClass"), ("runtimeClasses", "node.k8s.io", "RuntimeClass"),
        ("podTemplates", "", "PodTemplate"),
    ];

    [Fact]
    public async Task Every_kind_is_made_and_an_observer_that_starts_again_writes_nothing()
    {
        await World.DefineAsync("App");
        var (katalog, kinds) = await ServedAsync();
        await World.StartAsync(katalog);
        await World.CreateAsync("App", "web", """{"image":"nginx:1.27","probe":"standard","key":"first","seconds":30}""");
        await World.UntilSettledAsync("app", "web");

        var made = (await World.Fleet.ListResourcesAsync("app", World.Token)).ShouldHaveSingleItem().Children.Select(child => child.Kind).ToList();
        made.ShouldBe(kinds, ignoreOrder: true);

        await World.StopAsync();
        await World.StartAsync(katalog);
        await World.UntilSettledAsync("app", "web");
        (await World.WritesAsync()).Select(request => request.ToString()).ShouldBeEmpty();

        await World.DeleteAsync("App", "web");
        await World.UntilAsync("the App is gone with its children abroad", "App", "web", app => app is null, TimeSpan.FromSeconds(60));
        (await World.Admin.FindAsync((await World.Admin.Discovery.FindAsync("rbac.authorization.k8s.io", "ClusterRole", World.Token))!, new ObjectName(null, $"{World.Namespace}:reader"), World.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_secret_that_is_made_once_keeps_its_values_over_starts_changes_and_other_makers()
    {
        await World.DefineAsync("App");
        await World.CreateAsync($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"old-creds","namespace":"{{{World.Namespace}}}"},"data":{"password":"b2xk"}}""");
        await World.StartAsync(Secrets);
        await World.CreateAsync("App", "web", """{"level":"a"}""");
        await World.UntilSettledAsync("app", "web");
        var made = await SecretAsync("web-creds");
        var certificate = await SecretAsync("web-cert");
        Convert.FromBase64String((string)made["data"]!["password"]!).Length.ShouldBe(32);
        ((string?)(await SecretAsync("old-creds"))["data"]!["password"]).ShouldBe("b2xk", "an adopted secret keeps what it has");

        await World.StopAsync();
        await World.StartAsync(Secrets);
        await World.PatchAsync("App", "web", """{"spec":{"level":"b"}}""");
        await World.UntilAsync("the label says b", "Secret", "web-creds", secret => secret!.Label("level") == "b");
        await World.UntilSettledAsync("app", "web");
        (await SecretAsync("web-creds"))["data"]!.ToJsonString().ShouldBe(made["data"]!.ToJsonString());
        (await SecretAsync("web-cert"))["data"]!.ToJsonString().ShouldBe(certificate["data"]!.ToJsonString());

        await World.DeleteAsync("Secret", "web-creds");
        var anew = await World.UntilAsync("the secret is made anew", "Secret", "web-creds", secret => secret is not null && secret.Uid != made.Uid);
        ((string?)anew!["data"]!["password"]).ShouldNotBe((string?)made["data"]!["password"]);
        await World.UntilSettledAsync("app", "web");
        World.Mark();
        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"x":"y"}}}""");
        await World.UntilSettledAsync("app", "web");
        (await World.WritesAsync()).Where(request => request.ToString().Contains("secrets", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_copy_waits_for_its_source_and_follows_it()
    {
        await World.DefineAsync("App");
        await World.StartAsync(Copies);
        await World.CreateAsync("App", "web", "{}");
        await World.UntilAsync("the App says what it lacks", "App", "web", app => app!.ToJsonString().Contains($"the secret {World.Namespace}/source does not exist", StringComparison.Ordinal));

        await World.CreateAsync($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"source","namespace":"{{{World.Namespace}}}"},"data":{"a":"MQ=="}}""");
        await World.UntilAsync("the copy is made", "Secret", "web-secret", copy => (string?)copy?["data"]?["a"] == "MQ==");
        await World.UntilSettledAsync("app", "web");
        await World.PatchAsync("Secret", "source", """{"data":{"a":"Mg==","b":"Mw=="}}""");
        await World.UntilAsync("the copy follows", "Secret", "web-secret", copy => (string?)copy?["data"]?["a"] == "Mg==" && (string?)copy["data"]?["b"] == "Mw==");

        await World.UntilSettledAsync("app", "web");
        World.Mark();
        await World.PatchAsync("App", "web", """{"metadata":{"labels":{"x":"y"}}}""");
        await World.UntilSettledAsync("app", "web");
        (await World.RequestsAsync()).Select(request => request.ToString()).ShouldAllBe(request => !request.Contains("secrets", StringComparison.Ordinal));
    }

    /// <summary>The DevCluster leaves some kinds of clusters out.</summary>
    private async Task<(string Katalog, IReadOnlyList<string> Kinds)> ServedAsync()
    {
        var katalog = Everything;
        var kinds = Kinds.ToList();
        foreach (var (list, group, kind) in Optional)
        {
            if (await World.Admin.Discovery.FindAsync(group, kind, World.Token) is not null)
                continue;
            katalog = string.Join('\n', katalog.Split('\n').Where(line => !line.TrimStart().StartsWith($"{list}:", StringComparison.Ordinal)));
            kinds.Remove(kind);
        }

        return (katalog, kinds);
    }

    private async Task<System.Text.Json.Nodes.JsonObject> SecretAsync(string name) => (await World.FindAsync("Secret", name)).ShouldNotBeNull();
}

using Orkestra.Katalog.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

/// <summary>Kinds that are written with the fields of their Kubernetes object.</summary>
public sealed class KindTests
{
    [Theory]
    [InlineData(
        "namespaces: [ { name: \"team-{{ .spec.team }}\", labels: { tier: gold } } ]",
        "{ apiVersion: v1, kind: Namespace, metadata: { name: team-red, labels: { tier: gold } } }")]
    [InlineData(
        "networkPolicies: [ { policyTypes: [ Ingress ], ingress: [ { from: [ { podSelector: { matchLabels: { app: \"{{ .spec.team }}\" } } } ] } ] } ]",
        "{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: corner-networkpolicy }, spec: { podSelector: {}, policyTypes: [ Ingress ], ingress: [ { from: [ { podSelector: { matchLabels: { app: red } } } ] } ] } }")]
    [InlineData(
        "resourceQuotas: [ { hard: { pods: \"{{ .spec.pods }}\", requests.cpu: 2 } } ]",
        "{ apiVersion: v1, kind: ResourceQuota, metadata: { name: corner-quota }, spec: { hard: { pods: \"7\", requests.cpu: \"2\" } } }")]
    [InlineData(
        "limitRanges: [ { limits: [ { type: Container, max: { cpu: \"2\" } } ] } ]",
        "{ apiVersion: v1, kind: LimitRange, metadata: { name: corner-limits }, spec: { limits: [ { type: Container, max: { cpu: \"2\" } } ] } }")]
    [InlineData(
        "clusterRoles: [ { name: \"reader:{{ .spec.team }}\", rules: [ { apiGroups: [ \"\" ], resources: [ pods ], verbs: [ get ] } ] } ]",
        "{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: \"reader:red\" }, rules: [ { apiGroups: [ \"\" ], resources: [ pods ], verbs: [ get ] } ] }")]
    [InlineData(
        "clusterRoleBindings: [ { name: b, roleRef: { kind: ClusterRole, name: view }, subjects: [ { kind: Group, name: all } ] } ]",
        "{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: { name: b }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }, subjects: [ { apiGroup: rbac.authorization.k8s.io, kind: Group, name: all } ] }")]
    [InlineData(
        "roles: [ { rules: [ { apiGroups: [ apps ], resources: [ deployments ], verbs: [ \"*\" ] } ] } ]",
        "{ apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: corner-role }, rules: [ { apiGroups: [ apps ], resources: [ deployments ], verbs: [ \"*\" ] } ] }")]
    [InlineData(
        "roleBindings: [ { namespace: other, roleRef: { kind: Role, name: r }, subjects: [ { kind: ServiceAccount, name: s }, { name: t, namespace: far } ] } ]",
        "{ apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: { name: corner-rolebinding, namespace: other }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: r }, subjects: [ { kind: ServiceAccount, name: s, namespace: other }, { kind: ServiceAccount, name: t, namespace: far } ] }")]
    [InlineData(
        "storageClasses: [ { name: fast, provisioner: csi.example.io, parameters: { iops: 100 }, allowVolumeExpansion: true } ]",
        "{ apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: fast }, provisioner: csi.example.io, parameters: { iops: \"100\" }, allowVolumeExpansion: true }")]
    [InlineData(
        "priorityClasses: [ { name: high, value: \"{{ .spec.pods }}\", preemptionPolicy: Never } ]",
        "{ apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: { name: high }, value: 7, preemptionPolicy: Never }")]
    [InlineData("runtimeClasses: [ { name: gvisor, handler: runsc } ]", "{ apiVersion: node.k8s.io/v1, kind: RuntimeClass, metadata: { name: gvisor }, handler: runsc }")]
    [InlineData(
        "priorityLevelConfigurations: [ { name: batch, type: Limited, limited: { nominalConcurrencyShares: 5 } } ]",
        "{ apiVersion: flowcontrol.apiserver.k8s.io/v1, kind: PriorityLevelConfiguration, metadata: { name: batch }, spec: { type: Limited, limited: { nominalConcurrencyShares: 5 } } }")]
    [InlineData(
        "persistentVolumes: [ { name: disk, storageSize: 5Gi, hostPath: { path: /data } } ]",
        "{ apiVersion: v1, kind: PersistentVolume, metadata: { name: disk }, spec: { accessModes: [ ReadWriteOnce ], capacity: { storage: 5Gi }, hostPath: { path: /data } } }")]
    [InlineData(
        "persistentVolumeClaims: [ { storageSize: 5Gi, storageClass: fast, accessModes: [ ReadWriteMany ] } ]",
        "{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: corner-pvc }, spec: { accessModes: [ ReadWriteMany ], storageClassName: fast, resources: { requests: { storage: 5Gi } } } }")]
    [InlineData(
        "ingresses: [ { host: \"{{ .spec.team }}.example.io\", servicePort: http, ingressClassName: nginx, tlsSecret: cert } ]",
        "{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: corner-ingress }, spec: { ingressClassName: nginx, rules: [ { host: red.example.io, http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: corner-svc, port: { name: http } } } } ] } } ], tls: [ { secretName: cert, hosts: [ red.example.io ] } ] } }")]
    [InlineData(
        "hpa: [ { maxReplicas: 5, targetCPUUtilizationPercentage: \"70\" } ]",
        "{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: corner-hpa }, spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: corner-deployment }, minReplicas: 1, maxReplicas: 5, metrics: [ { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } } ] } }")]
    [InlineData(
        "pdb: [ { minAvailable: 50% } ]",
        "{ apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: { name: corner-pdb }, spec: { minAvailable: 50%, selector: { matchLabels: { orkestra-owner: corner } } } }")]
    [InlineData(
        "serviceMonitors: [ { endpoints: [ { port: http } ] } ]",
        "{ apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: { name: corner-monitor }, spec: { selector: { matchLabels: { orkestra-owner: corner } }, endpoints: [ { port: http } ] } }")]
    [InlineData(
        "ingresses: [ { name: native, spec: { defaultBackend: { service: { name: \"{{ .spec.team }}\", port: { number: \"{{ .spec.pods }}\" } } } } } ]",
        "{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: native }, spec: { defaultBackend: { service: { name: red, port: { number: 7 } } } } }")]
    [InlineData(
        "services: [ { name: s, ports: [ { name: a, port: 80 }, { name: b, port: 81, protocol: UDP } ], selector: { x: y }, sessionAffinity: ClientIP } ]",
        "{ apiVersion: v1, kind: Service, metadata: { name: s }, spec: { type: ClusterIP, selector: { x: y }, sessionAffinity: ClientIP, ports: [ { name: a, port: 80, protocol: TCP }, { name: b, port: 81, protocol: UDP } ] } }")]
    public async Task A_kind_is_written_as_in_Kubernetes(string list, string expected) => (await Render.OneAsync($"onReconcile:\n  {list}", """{ "team": "red", "pods": 7 }""")).ShouldBeYaml(expected);

    [Fact]
    public async Task Any_kind_can_be_written_as_for_kubectl() =>
        (await Render.OneAsync(
            """
            onReconcile:
              resources:
                - apiVersion: "{{ .spec.group }}/v1"
                  kind: Widget
                  metadata: { name: "{{ .metadata.name }}-w", namespace: far, labels: { a: "{{ .spec.n }}" } }
                  name: own
                  autoscale: { toNamespaces: 1 }
                  data:
                    "{{ .spec.key }}": "{{ .spec.n }}"
                    "{{ .spec.none }}": gone
                    plain: [ "{{ .spec.n }}", { deep: "n={{ .spec.n }}" } ]
            """,
            """{ "group": "a.b", "n": 3, "key": "first" }""")).ShouldBeYaml(
            """
            apiVersion: a.b/v1
            kind: Widget
            metadata: { name: corner-w, namespace: far, labels: { a: "3" } }
            name: own
            autoscale: { toNamespaces: 1 }
            data: { first: 3, plain: [ 3, { deep: n=3 } ] }
            """);

    [Fact]
    public async Task Lists_are_applied_in_the_order_of_the_format()
    {
        var entry = await Render.EntryAsync(
            """
            onReconcile:
              pods: [ { image: i } ]
              pdb: [ { minAvailable: 1 } ]
              hpa: [ { maxReplicas: 2 } ]
              ingresses: [ {} ]
              persistentVolumeClaims: [ { storageSize: 1Gi } ]
              persistentVolumes: [ { name: v, storageSize: 1Gi } ]
              statefulSets: [ { image: i } ]
              cronJobs: [ { image: i, schedule: "* * * * *" } ]
              jobs: [ { image: i } ]
              services: [ { port: 80, selector: { a: b } } ]
              deployments: [ { image: i } ]
              replicaSets: [ { image: i } ]
              custom: [ { apiVersion: a.b/v1, kind: C, metadata: { name: c } } ]
              roleBindings: [ { roleRef: { kind: Role, name: r } } ]
              roles: [ { rules: [] } ]
              serviceAccounts: [ {} ]
              clusterRoleBindings: [ { name: b, roleRef: { kind: ClusterRole, name: r } } ]
              clusterRoles: [ { name: r, rules: [] } ]
              limitRanges: [ { limits: [] } ]
              resourceQuotas: [ { hard: { pods: 1 } } ]
              networkPolicies: [ { policyTypes: [ Ingress ] } ]
              configMaps: [ {} ]
              secrets: [ {} ]
              namespaces: [ { name: n } ]
            """);

        EntryRenderer.RenderChildren(entry, Render.Context()).Children.Select(child => child.Entry.Key).ShouldBe(
        [
            "namespaces", "secrets", "configMaps", "networkPolicies", "resourceQuotas", "limitRanges", "clusterRoles", "clusterRoleBindings", "serviceAccounts", "roles",
            "roleBindings", "custom", "replicaSets", "deployments", "services", "jobs", "cronJobs", "statefulSets", "persistentVolumes", "persistentVolumeClaims", "ingresses",
            "hpa", "pdb", "pods",
        ]);
    }

    [Fact]
    public async Task A_loop_inside_a_loop_makes_a_child_for_each_pair()
    {
        var entry = await Render.EntryAsync(
            """
            onReconcile:
              configMaps:
                - name: "{{ .region.name }}-{{ .zone }}-{{ .index }}"
                  forEach: { field: spec.regions, as: region, forEach: { field: region.zones, as: zone } }
                  data: { size: "{{ .value }}" }
            """);

        var rendered = EntryRenderer.RenderChildren(entry, Render.Context("""{ "regions": [ { "name": "eu", "zones": [ "a", "b" ] }, { "name": "us", "zones": { "x": 3 } }, { "name": "ap" } ] }"""));

        rendered.Children.Select(child => (child.Name, child.Object!["data"]!["size"]!.ToString())).ShouldBe([("eu-a-0", "a"), ("eu-b-1", "b"), ("us-x-0", "3")]);
        rendered.NamesComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_loop_inside_a_loop_over_something_absent_outside_the_custom_resource_keeps_what_is_there()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  configMaps:\n    - { name: \"{{ .a }}-{{ .b }}\", forEach: { field: spec.as, as: a, forEach: { field: children.things, as: b } } }");

        EntryRenderer.RenderChildren(entry, Render.Context("""{ "as": [ "x" ] }""")).NamesComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task Loops_inside_loops_are_bounded_together()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  configMaps:\n    - { name: \"{{ .a }}-{{ .b }}\", forEach: { field: spec.list, as: a, forEach: { field: spec.list, as: b } } }");
        var list = string.Join(',', Enumerable.Range(0, 40));

        Should.Throw<RenderException>(() => EntryRenderer.RenderChildren(entry, Render.Context($$"""{ "list": [ {{list}} ] }"""))).Message.ShouldContain("at most 1000");
    }
}

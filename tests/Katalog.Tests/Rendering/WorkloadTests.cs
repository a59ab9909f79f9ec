using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

/// <summary>Workloads in their short form become the objects that a user of Kubernetes would write.</summary>
public sealed class WorkloadTests
{
    [Fact]
    public async Task A_deployment_has_further_containers() =>
        (await Render.OneAsync(
            """
            onReconcile:
              deployments:
                - name: web
                  image: nginx
                  port: 80
                  containers:
                    - name: proxy
                      image: envoy
                      tag: v1.30
                      port: 9901
                      env: { MODE: "{{ .spec.mode }}" }
                      probes: { readiness: { path: /ready } }
                      imagePullPolicy: Always
                  initContainers:
                    - name: migrate
                      image: "{{ .spec.image }}"
                      args: [ up ]
                      restartPolicy: Always
                  tolerations: [ { key: "{{ .spec.taint }}", operator: Exists } ]
                  terminationGracePeriodSeconds: "5"
                  minReadySeconds: 3
            """,
            """{ "mode": "fast", "image": "migrate:1", "taint": "gpu" }"""))["spec"].ShouldBeYaml(
            """
            replicas: 1
            minReadySeconds: 3
            selector: { matchLabels: { orkestra-owner: corner, orkestra.orkspace.io/owner-kind: shop.example.io, orkestra.orkspace.io/deployment: web } }
            template:
              metadata: { labels: { app: web, orkestra-owner: corner, orkestra.orkspace.io/owner-kind: shop.example.io, orkestra.orkspace.io/deployment: web } }
              spec:
                tolerations: [ { key: gpu, operator: Exists } ]
                terminationGracePeriodSeconds: 5
                initContainers:
                  - { name: migrate, image: "migrate:1", args: [ up ], restartPolicy: Always }
                containers:
                  - { name: web, image: nginx, ports: [ { containerPort: 80, protocol: TCP } ] }
                  - name: proxy
                    image: envoy:v1.30
                    imagePullPolicy: Always
                    ports: [ { containerPort: 9901, protocol: TCP } ]
                    env: [ { name: MODE, value: fast } ]
                    readinessProbe: { httpGet: { path: /ready, port: 9901 } }
            """);

    [Fact]
    public async Task A_workload_of_containers_alone_has_no_main_one() =>
        (await Render.OneAsync("onReconcile:\n  deployments:\n    - { name: web, containers: [ { name: a, image: b } ] }"))["spec"]!["template"]!["spec"]
        .ShouldBeYaml("containers: [ { name: a, image: b } ]");

    [Fact]
    public async Task A_replica_set_and_a_daemon_set_have_selectors_of_their_own()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  replicaSets: [ { image: a, replicas: \"2\" } ]\n  daemonSets: [ { image: b, updateStrategy: { type: OnDelete } } ]");
        var children = EntryRenderer.RenderChildren(entry, Render.Context()).Children;

        children[0].Object.ShouldBeYaml(
            """
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: { name: corner-replicaset }
            spec:
              replicas: 2
              selector: { matchLabels: { orkestra-owner: corner, orkestra.orkspace.io/owner-kind: shop.example.io, orkestra.orkspace.io/replicaset: corner-replicaset } }
              template:
                metadata: { labels: { app: corner-replicaset, orkestra-owner: corner, orkestra.orkspace.io/owner-kind: shop.example.io, orkestra.orkspace.io/replicaset: corner-replicaset } }
                spec: { containers: [ { name: corner-replicaset, image: a } ] }
            """);
        children[1].Object!["spec"]!["updateStrategy"].ShouldBeYaml("type: OnDelete");
        children[1].Object!["spec"]!["selector"]!["matchLabels"]!["orkestra.orkspace.io/daemonset"]!.ToString().ShouldBe("corner-daemonset");
        children[1].Object!["spec"]!.AsObject().ContainsKey("replicas").ShouldBeFalse();
    }

    [Fact]
    public async Task A_stateful_set_has_claims_and_their_mounts() =>
        (await Render.OneAsync(
            """
            onReconcile:
              statefulSets:
                - image: postgres
                  tag: "17"
                  port: 5432
                  volumeMounts: [ { name: run, mountPath: /run } ]
                  volumeClaimTemplates:
                    - { name: data, storageClass: fast, storageSize: "{{ .spec.size }}", mountPath: /var/lib/postgresql }
                    - { metadata: { name: logs }, spec: { accessModes: [ ReadWriteMany ], resources: { requests: { storage: 1Gi } } } }
            """,
            """{ "size": "10Gi" }""")).ShouldBeYaml(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: { name: corner }
            spec:
              replicas: 1
              serviceName: corner
              selector: { matchLabels: { orkestra-owner: corner, orkestra.orkspace.io/owner-kind: shop.example.io, orkestra.orkspace.io/statefulset: corner } }
              template:
                metadata: { labels: { app: corner, orkestra-owner: corner, orkestra.orkspace.io/owner-kind: shop.example.io, orkestra.orkspace.io/statefulset: corner } }
                spec:
                  containers:
                    - name: corner
                      image: postgres:17
                      ports: [ { containerPort: 5432, protocol: TCP } ]
                      volumeMounts: [ { name: run, mountPath: /run }, { name: data, mountPath: /var/lib/postgresql } ]
              volumeClaimTemplates:
                - metadata: { name: data }
                  spec: { accessModes: [ ReadWriteOnce ], storageClassName: fast, resources: { requests: { storage: 10Gi } } }
                - metadata: { name: logs }
                  spec: { accessModes: [ ReadWriteMany ], resources: { requests: { storage: 1Gi } } }
            """);

    [Fact]
    public async Task A_job_runs_once_and_no_service_finds_its_pods() =>
        (await Render.OneAsync("onReconcile:\n  jobs:\n    - { image: alpine, command: [ sh, -c, \"{{ .spec.run }}\" ], labels: { step: build } }", """{ "run": "echo 1" }""")).ShouldBeYaml(
            """
            apiVersion: batch/v1
            kind: Job
            metadata: { name: corner-job, labels: { step: build } }
            spec:
              backoffLimit: 3
              template:
                metadata: { labels: { app: corner-job, step: build, orkestra.orkspace.io/job: corner-job } }
                spec: { restartPolicy: Never, containers: [ { name: corner-job, image: alpine, command: [ sh, -c, echo 1 ] } ] }
            """);

    [Theory]
    [InlineData("onReconcile", "")]
    [InlineData("onReconcile", ", reconcile: true")]
    [InlineData("onCreate", ", reconcile: true")]
    public async Task A_job_is_made_and_never_changed(string hook, string flag) =>
        (await Render.EntryAsync($"{hook}:\n  jobs: [ {{ image: a{flag} }} ]")).Resources.ShouldHaveSingleItem().Mode.ShouldBe(ApplyMode.CreateOnce);

    [Fact]
    public async Task A_cron_job_has_its_defaults() =>
        (await Render.OneAsync("onReconcile:\n  cronJobs:\n    - { name: nightly, image: a, schedule: \"0 3 * * *\", concurrencyPolicy: forbid, suspend: \"{{ .spec.off }}\", ttlSecondsAfterFinished: 60 }", """{ "off": true }""")).ShouldBeYaml(
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata: { name: nightly }
            spec:
              schedule: "0 3 * * *"
              concurrencyPolicy: Forbid
              suspend: true
              successfulJobsHistoryLimit: 3
              failedJobsHistoryLimit: 1
              jobTemplate:
                spec:
                  backoffLimit: 3
                  ttlSecondsAfterFinished: 60
                  template:
                    metadata: { labels: { app: nightly, orkestra.orkspace.io/job: nightly } }
                    spec: { restartPolicy: Never, containers: [ { name: nightly, image: a } ] }
            """);

    [Fact]
    public async Task A_pod_by_itself_is_found_by_services() =>
        (await Render.OneAsync("onCreate:\n  pods:\n    - { image: a, labels: { x: y }, restartPolicy: OnFailure }")).ShouldBeYaml(
            """
            apiVersion: v1
            kind: Pod
            metadata: { name: corner-pod, labels: { app: corner-pod, x: y, orkestra-owner: corner, orkestra.orkspace.io/owner-kind: shop.example.io } }
            spec: { restartPolicy: OnFailure, containers: [ { name: corner-pod, image: a } ] }
            """);

    [Fact]
    public async Task A_pod_template_is_a_template_without_a_spec() =>
        (await Render.OneAsync("onCreate:\n  podTemplates:\n    - { name: t, image: a }")).ShouldBeYaml(
            """
            apiVersion: v1
            kind: PodTemplate
            metadata: { name: t }
            template: { metadata: { labels: { app: t } }, spec: { containers: [ { name: t, image: a } ] } }
            """);

    [Fact]
    public async Task Variables_come_from_whole_sources_and_from_single_keys() =>
        (await Render.OneAsync(
            """
            onReconcile:
              deployments:
                - image: a
                  env: [ { name: X, value: "1" } ]
                  envFrom:
                    secretRef: [ { name: all }, { name: some, prefix: DB_, suffix: _V, optional: true, keys: [ user, "{{ .spec.key }}" ] } ]
                    configMapRef: [ { name: conf, keys: [ a ] } ]
            """,
            """{ "key": "pass" }"""))["spec"]!["template"]!["spec"]!["containers"]![0].ShouldBeYaml(
            """
            name: corner-deployment
            image: a
            envFrom: [ { secretRef: { name: all } } ]
            env:
              - { name: X, value: "1" }
              - { name: DB_user_V, valueFrom: { secretKeyRef: { name: some, key: user, optional: true } } }
              - { name: DB_pass_V, valueFrom: { secretKeyRef: { name: some, key: pass, optional: true } } }
              - { name: a, valueFrom: { configMapKeyRef: { name: conf, key: a } } }
            """);

    [Fact]
    public async Task Lists_and_maps_can_come_from_templates() =>
        (await Render.OneAsync(
            """
            onReconcile:
              deployments:
                - image: a
                  args: "{{ .spec.args }}"
                  env: "{{ .spec.env }}"
                  nodeSelector: "{{ .spec.nodes }}"
                  volumes: "{{ .spec.none }}"
                  imagePullSecrets: "{{ .spec.pull }}"
            """,
            """{ "args": [ "x", 2 ], "env": { "A": 1 }, "nodes": { "disk": "ssd" }, "pull": [ "one", { "name": "{{ two }}" } ] }"""))["spec"]!["template"]!["spec"].ShouldBeYaml(
            """
            imagePullSecrets: [ { name: one }, { name: "{{ two }}" } ]
            nodeSelector: { disk: ssd }
            containers: [ { name: corner-deployment, image: a, args: [ x, "2" ], env: [ { name: A, value: "1" } ] } ]
            """);

    [Fact]
    public async Task A_template_that_gives_no_map_where_one_is_needed_is_a_failure()
    {
        var failure = await Render.FailureAsync("onReconcile:\n  deployments:\n    - { image: a, nodeSelector: \"{{ .spec.nodes }}\" }", """{ "nodes": "ssd" }""");

        failure.Message.ShouldBe("nodeSelector must be a map, and this gives something else");
        failure.Place.YamlPath.ShouldBe("spec.crds.shop.operatorBox.onReconcile.deployments[0].nodeSelector");
    }

    [Fact]
    public async Task A_tag_beside_a_tag_is_a_failure() =>
        (await Render.FailureAsync("onReconcile:\n  deployments:\n    - { image: \"registry:5000/a:1\", tag: \"2\" }")).Message.ShouldBe("the image registry:5000/a:1 has a tag already");

    [Fact]
    public async Task A_registry_with_a_port_is_no_tag() =>
        (await Render.OneAsync("onReconcile:\n  deployments:\n    - { image: \"registry:5000/a\", tag: \"2\" }"))["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.ToString().ShouldBe("registry:5000/a:2");
}

using Orkestra.Katalog.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

/// <summary>Short forms become the objects that a user of Kubernetes would write. Only what needs no template is here.</summary>
public sealed class ShapeTests
{
    [Fact]
    public async Task A_deployment_has_its_defaults() => (await Render.OneAsync("onReconcile:\n  deployments:\n    - image: nginx:1.25")).ShouldBeJson(
        """
        {
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "corner-deployment" },
          "spec": {
            "replicas": 1,
            "selector": { "matchLabels": { "orkestra-owner": "corner", "orkestra.orkspace.io/owner-kind": "shop.example.io", "orkestra.orkspace.io/deployment": "corner-deployment" } },
            "template": {
              "metadata": { "labels": { "app": "corner-deployment", "orkestra-owner": "corner", "orkestra.orkspace.io/owner-kind": "shop.example.io", "orkestra.orkspace.io/deployment": "corner-deployment" } },
              "spec": { "containers": [ { "name": "corner-deployment", "image": "nginx:1.25" } ] }
            }
          }
        }
        """);

    [Fact]
    public async Task A_deployment_has_everything_that_is_declared() => (await Render.OneAsync(
        """
        onReconcile:
          deployments:
            - name: web.front
              namespace: other
              labels: { app: front, tier: web }
              annotations: { note: "1" }
              image: nginx
              imagePullSecrets: [ a, { name: b } ]
              replicas: "3"
              port: 8080
              protocol: UDP
              resources: { requests: { cpu: 1, memory: 64Mi }, limits: { cpu: "2" } }
              env:
                - { name: A, value: 1.10 }
                - { name: B, valueFrom: { secretKeyRef: { name: s, key: k } } }
                - { name: C, value: "" }
              envFrom:
                secretRef: [ { name: s, optional: true } ]
                configMapRef: [ { name: c, prefix: P_ } ]
              nodeSelector: { disk: ssd }
              serviceAccountName: runner
              workingDirectory: /work
              command: [ sh, -c ]
              args: [ "echo 1", 2 ]
              probes:
                liveness: { path: /healthz, periodSeconds: "5" }
                readiness: { type: tcp, port: 9000 }
                startup: { exec: { command: [ "true" ] }, failureThreshold: 30 }
              securityContext: { runAsNonRoot: true }
              podSecurity: { fsGroup: 1000 }
              rollingUpdate: { maxSurge: "1", maxUnavailable: 25% }
              volumes: [ { name: cache, emptyDir: {} }, { name: files, configMap: { name: c, defaultMode: 0644 } } ]
              volumeMounts: [ { name: cache, mountPath: /cache } ]
        """)).ShouldBeJson(
        """
        {
          "apiVersion": "apps/v1", "kind": "Deployment",
          "metadata": { "name": "web.front", "namespace": "other", "labels": { "app": "front", "tier": "web" }, "annotations": { "note": "1" } },
          "spec": {
            "replicas": 3,
            "selector": { "matchLabels": { "orkestra-owner": "corner", "orkestra.orkspace.io/owner-kind": "shop.example.io", "orkestra.orkspace.io/deployment": "web.front" } },
            "strategy": { "type": "RollingUpdate", "rollingUpdate": { "maxSurge": 1, "maxUnavailable": "25%" } },
            "template": {
              "metadata": { "labels": { "app": "front", "tier": "web", "orkestra-owner": "corner", "orkestra.orkspace.io/owner-kind": "shop.example.io", "orkestra.orkspace.io/deployment": "web.front" } },
              "spec": {
                "serviceAccountName": "runner",
                "imagePullSecrets": [ { "name": "a" }, { "name": "b" } ],
                "nodeSelector": { "disk": "ssd" },
                "securityContext": { "fsGroup": 1000 },
                "containers": [ {
                  "name": "web-front", "image": "nginx", "command": [ "sh", "-c" ], "args": [ "echo 1", "2" ], "workingDir": "/work",
                  "ports": [ { "containerPort": 8080, "protocol": "UDP" } ],
                  "envFrom": [ { "secretRef": { "name": "s", "optional": true } }, { "prefix": "P_", "configMapRef": { "name": "c" } } ],
                  "env": [ { "name": "A", "value": "1.10" }, { "name": "B", "valueFrom": { "secretKeyRef": { "name": "s", "key": "k" } } }, { "name": "C" } ],
                  "resources": { "requests": { "cpu": "1", "memory": "64Mi" }, "limits": { "cpu": "2" } },
                  "volumeMounts": [ { "name": "cache", "mountPath": "/cache" } ],
                  "livenessProbe": { "httpGet": { "path": "/healthz", "port": 8080 }, "periodSeconds": 5 },
                  "readinessProbe": { "tcpSocket": { "port": 9000 } },
                  "startupProbe": { "exec": { "command": [ "true" ] }, "failureThreshold": 30 },
                  "securityContext": { "runAsNonRoot": true }
                } ],
                "volumes": [ { "name": "cache", "emptyDir": {} }, { "name": "files", "configMap": { "name": "c", "defaultMode": 420 } } ]
              }
            }
          }
        }
        """);

    [Fact]
    public async Task Environment_variables_can_be_a_map() =>
        (await Render.OneAsync("onReconcile:\n  deployments:\n    - { image: a, env: { X: 1, Y: \"\" } }"))["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]
        .ShouldBeJson("""[ { "name": "X", "value": "1" }, { "name": "Y" } ]""");

    [Fact]
    public async Task A_service_finds_the_pods_of_the_custom_resource()
    {
        var children = EntryRenderer.RenderChildren(await Render.EntryAsync("onReconcile:\n  services:\n    - { port: \"80\", targetPort: \"8080\" }\n  deployments:\n    - { image: a }"), Render.Context()).Children;

        children.Select(child => child.Kind).ShouldBe(["Deployment", "Service"]);
        children[1].Object.ShouldBeJson(
            """
            {
              "apiVersion": "v1", "kind": "Service", "metadata": { "name": "corner-svc" },
              "spec": {
                "type": "ClusterIP",
                "selector": { "orkestra-owner": "corner", "orkestra.orkspace.io/owner-kind": "shop.example.io" },
                "ports": [ { "port": 80, "targetPort": 8080, "protocol": "TCP" } ]
              }
            }
            """);
        var selector = children[1].Object!["spec"]!["selector"]!.AsObject();
        var pod = children[0].Object!["spec"]!["template"]!["metadata"]!["labels"]!.AsObject();
        foreach (var (key, value) in selector)
            pod[key]!.ToString().ShouldBe(value!.ToString());
    }

    [Fact]
    public async Task A_service_of_a_box_without_pods_finds_pods_by_the_name_alone() =>
        (await Render.OneAsync("onReconcile:\n  services:\n    - { port: 80 }"))["spec"].ShouldBeJson(
            """{ "type": "ClusterIP", "selector": { "orkestra-owner": "corner" }, "ports": [ { "port": 80, "targetPort": 80, "protocol": "TCP" } ] }""");

    [Fact]
    public async Task A_service_can_be_headless_and_have_its_own_selector() =>
        (await Render.OneAsync("onReconcile:\n  services:\n    - { headless: true, selector: [ { key: app, value: web } ], targetPort: http, port: 80, protocol: UDP }"))["spec"].ShouldBeJson(
            """{ "type": "ClusterIP", "clusterIP": "None", "selector": { "app": "web" }, "ports": [ { "port": 80, "targetPort": "http", "protocol": "UDP" } ] }""");

    [Fact]
    public async Task A_service_without_a_port_takes_that_of_its_target() =>
        (await Render.OneAsync("onReconcile:\n  services:\n    - { targetPort: 8080 }"))["spec"]!["ports"].ShouldBeJson("""[ { "port": 8080, "targetPort": 8080, "protocol": "TCP" } ]""");

    [Fact]
    public async Task A_service_without_any_port_is_a_failure()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  services:\n    - { targetPort: http }");

        var failure = Should.Throw<RenderException>(() => EntryRenderer.RenderChildren(entry, Render.Context())).Failures.ShouldHaveSingleItem();
        failure.EntryPath.ShouldBe("onReconcile.services[0]");
        failure.Message.ShouldContain("needs a port");
    }

    [Fact]
    public async Task A_config_map_keeps_texts_as_they_are_written() =>
        (await Render.OneAsync("onReconcile:\n  configMaps:\n    - { data: { a: 1.10, b: yes, c: true, d: \"\", e: 0x10 } }")).ShouldBeJson(
            """{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "corner-config" }, "data": { "a": "1.10", "b": "yes", "c": "true", "d": "", "e": "0x10" } }""");

    [Fact]
    public async Task A_secret_is_encoded() =>
        (await Render.OneAsync("onReconcile:\n  secrets:\n    - { data: { password: grün } }")).ShouldBeJson(
            """{ "apiVersion": "v1", "kind": "Secret", "metadata": { "name": "corner-secret" }, "type": "Opaque", "data": { "password": "Z3LDvG4=" } }""");

    [Fact]
    public async Task A_service_account_is_metadata_only() =>
        (await Render.OneAsync("onReconcile:\n  serviceAccounts:\n    - { labels: { a: b } }")).ShouldBeJson(
            """{ "apiVersion": "v1", "kind": "ServiceAccount", "metadata": { "name": "corner-sa", "labels": { "a": "b" } } }""");

    [Fact]
    public async Task A_custom_object_keeps_every_field_that_is_not_the_entrys_own() =>
        (await Render.OneAsync(
            """
            onReconcile:
              custom:
                - apiVersion: rbac.authorization.k8s.io/v1
                  kind: Role
                  metadata: { name: "reader:all", namespaced: true, labels: [ { key: a, value: b } ] }
                  hasStatus: false
                  forceConflict: false
                  rules: [ { apiGroups: [ "" ], resources: [ pods ], verbs: [ get ] } ]
                  aggregation: { deep: { deeper: 3 } }
            """)).ShouldBeJson(
            """
            {
              "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": { "name": "reader:all", "labels": { "a": "b" } },
              "rules": [ { "apiGroups": [ "" ], "resources": [ "pods" ], "verbs": [ "get" ] } ],
              "aggregation": { "deep": { "deeper": 3 } }
            }
            """);

    [Fact]
    public void Long_names_make_labels_that_differ()
    {
        var one = Resources.LabelValue.Of(new string('a', 100) + "b");
        var other = Resources.LabelValue.Of(new string('a', 100) + "c");

        one.Length.ShouldBe(63);
        one.ShouldNotBe(other);
    }
}

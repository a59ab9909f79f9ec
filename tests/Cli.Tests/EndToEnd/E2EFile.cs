namespace Orkestra.Cli.Tests.EndToEnd;

/// <summary>Files for <c>ork e2e</c>.</summary>
internal static class E2EFile
{
    /// <summary>Steps with every verb that needs no running pod; also run against a real server.</summary>
    public const string Verbs =
        """
        - name: read
          resources: [ { kind: Deployment, name: hello, ready: true }, { kind: Website, name: hello, ready: true } ]
          kubectl:
            get:
              - { kind: Deployment, name: hello, field: "{.spec.template.spec.containers[0].image}", regex: "^nginx:" }
              - { kind: website, jq: '.items | length', greaterThanOrEqual: 1 }
              - { kind: Website, name: hello, yq: .status.phase, oneOf: [ Running, Ready ] }
              - { kind: Website, name: hello, format: json, outputContains: "my.example.io" }
              - { kind: Website, name: hello, format: wide, outputContains: hello }
              - { kind: Website, name: hello, field: .status.nothing, notExists: true }
            describe: [ { kind: Website, name: hello, outputContains: "nginx" } ]
            auth: [ { verb: get, resource: deployments.apps }, { verb: delete, resource: nodes, as: "system:serviceaccount:default:nobody", equals: "no" } ]
            logs: [ { leaderElection: { lease: orkestra-konductor }, namespace: orkestra-system, since: 10m, outputContains: website } ]
            port-forward:
              - { leaderElection: { lease: orkestra-konductor }, namespace: orkestra-system, port: 8080, path: /katalog/website/health, jq: healthy, equals: "true" }
              - { namespace: orkestra-system, service: orkestra-runtime, port: 8080, path: /katalog, jq: ".crds[] | select(.name == \"website\") | .resourceCount", equals: 1 }
              - { namespace: orkestra-system, port: 8080, path: /metrics, outputContains: "# TYPE" }
        - name: patched
          kubectl:
            patch: [ { kind: Website, name: hello, patch: '{"spec":{"replicas":1}}' } ]
            get: [ { kind: Deployment, name: hello, jq: .spec.replicas, equals: 1 } ]
        - name: drift is repaired
          kubectl:
            scale: [ { kind: Deployment, name: hello, replicas: 5 } ]
            get: [ { kind: Deployment, name: hello, field: .spec.replicas, equals: 1 } ]
        - name: restarted
          kubectl:
            restart: [ { kind: Deployment, name: hello } ]
            get: [ { kind: Deployment, name: hello, field: ".spec.template.metadata.annotations.kubectl\\.kubernetes\\.io/restartedAt", exists: true } ]
        - name: a deleted child is made again
          kubectl: { delete: [ { kind: Service, name: hello } ] }
          resources: [ { kind: Service, name: hello } ]
        - name: applied
          kubectl:
            apply:
              - more.yaml
              - { apiVersion: v1, kind: ConfigMap, metadata: { name: e2e-inline }, data: { a: b } }
              - { manifest: "apiVersion: v1\nkind: Event\nmetadata: { name: e2e-event }\ninvolvedObject: { kind: Website, name: hello, namespace: default }\ntype: Normal\nreason: Seen\nmessage: it is there" }
            get: [ { kind: cm, name: e2e-inline, field: .data.a, equals: b } ]
            events: [ { kind: Website, name: hello, reason: Seen, outputContains: it is there } ]
          resources: [ { kind: Deployment, name: more } ]
        - name: gone
          after: cr-deleted
          resources: [ { kind: Website, name: hello, count: 0 }, { kind: Deployment, name: hello, count: 0 } ]
        - name: back
          after: cr-applied
          resources: [ { kind: Deployment, name: hello, ready: true } ]
        """;

    public const int VerbSteps = 8;

    /// <summary>A file with these steps.</summary>
    public static string Of(string steps) =>
        $$"""
        apiVersion: orkestra.orkspace.io/v1
        kind: E2E
        metadata: { name: shop }
        spec:
          katalog: ./katalog.yaml
          cr: ./cr.yaml
          cluster: { provider: kind }
          expect:
            {{steps.ReplaceLineEndings("\n    ")}}
        """;
}

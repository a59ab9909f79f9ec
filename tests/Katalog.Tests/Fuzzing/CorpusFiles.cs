namespace Orkestra.Katalog.Tests.Fuzzing;

/// <summary>Files of the kinds that the examples have few of.</summary>
internal static class CorpusFiles
{
    /// <summary>A Katalog that the others import.</summary>
    public const string Imported =
        """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops, version: 1.0.0, author: ada }
        lifecycle: { maturity: stable }
        spec:
          crds:
            shop:
              apiTypes: { group: example.io, version: v1, kind: Shop, plural: shops }
              operatorBox:
                reconcile: { onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-c", data: { a: "{{ .spec.a }}" } } ] } }
        """;

    /// <summary>A Komposer that loads; the other one has everything, and clashes.</summary>
    public const string Small =
        """
        apiVersion: orkestra.orkspace.io/v1
        kind: Komposer
        metadata: { name: small }
        policy: { lifecycle: { minMaturity: beta } }
        imports: { files: [ ./imported.yaml ] }
        notes: { functions: [ { name: tier, expression: "{{ .spec.tier }}" } ] }
        profiles: { reconciler: { slow: { workers: 1 } } }
        spec:
          crds:
            shop:
              description: another one
              operatorBox: { reconcile: { profile: slow }, emit: { status: { fields: [ { path: phase, value: "{{ tier }}" } ] } } }
            own: { apiTypes: { group: example.io, version: v1, kind: Own, plural: owns }, dependsOn: { shop: { condition: healthy } } }
        """;

    public const string Steps =
        """
        - { name: first, resources: [ { kind: Deployment, name: a } ] }
        - { name: second, wait: 5s }
        """;

    public const string Part =
        """
        apiVersion: orkestra.orkspace.io/v1
        kind: Motif
        metadata: { name: part }
        inputs: [ { name: image, default: nginx } ]
        resources: { configMaps: [ { name: "{{ .metadata.name }}-part", data: { image: "{{ .inputs.image }}" } } ] }
        """;

    public const string Komposer =
        """
        apiVersion: orkestra.orkspace.io/v1
        kind: Komposer
        metadata: { name: platform, version: 1.2.0 }
        policy: { lifecycle: { minMaturity: beta } }
        lifecycle: { accept: { patterns: [ { name: shops, author: ada, version: 1.0.0 } ] } }
        imports:
          registry: [ "shops:1.0.0", { url: "registry.example/shops", version: 1.0.0, useKomposer: true, auth: { type: github, fromEnv: TOKEN } } ]
          files:
            - ./a/katalog.yaml
            - { url: ./katalog.yaml, auth: { fromEnv: TOKEN } }
          helm:
            - { repo: https://charts.example, chart: shops, version: 1.0.0, valueFiles: [ ./values.yaml ], values: { a: 1 } }
            - { path: ./chart, version: 1.0.0 }
        notes:
          functions: [ { name: tier, expression: "{{ .spec.tier }}" } ]
        profiles:
          reconciler: { slow: { workers: 1, queue: { failureThreshold: 9 } } }
          include: ./profiles.yaml
        spec:
          imports: [ { motif: ./motif.yaml, with: { image: nginx } } ]
          crds:
            shop:
              workers: 2
              operatorBox:
                reconcile: { profile: slow }
                emit: { status: { fields: [ { path: phase, value: "{{ tier }}" } ] } }
            own:
              apiTypes: { group: example.io, version: v1, kind: Own, plural: owns }
              dependsOn: { shop: { condition: healthy } }
              operatorBox:
                reconcile: { imports: [ { motif: ./motif.yaml, with: { image: "{{ .spec.image }}", ports: [ 80 ] } } ] }
        """;

    public const string Motif =
        """
        apiVersion: orkestra.orkspace.io/v1
        kind: Motif
        metadata: { name: front, author: ada }
        inputs:
          - { name: image, type: string, required: true }
          - { name: replicas, type: int, default: "{{ .spec.replicas | default 2 }}" }
          - { name: ports, type: list, default: [] }
          - { name: size, enum: [ small, large ], default: small }
        imports: [ { motif: ./part.yaml, with: { image: "{{ .inputs.image }}" } } ]
        notes: [ { name: title, expression: "{{ .metadata.name }}-front" } ]
        profiles: { resources: { tiny-front: { requests: { cpu: 10m } } } }
        resources:
          onCreate:
            secrets: [ { name: "{{ title }}-key", once: true, data: { key: "{{ randAlphaNum 12 }}" } } ]
          onReconcile:
            deployments:
              - name: "{{ title }}"
                image: "{{ .inputs.image }}"
                replicas: "{{ .inputs.replicas }}"
                resources: { profile: "{{ .inputs.size }}" }
                forEach: { field: inputs.ports, as: port }
          services: [ { name: "{{ title }}-svc", port: "{{ index .inputs.ports 0 }}" } ]
        status:
          fields: [ { path: size, value: "{{ .inputs.size }}" } ]
        admission:
          validation: { rules: [ { field: spec.replicas, max: "{{ .inputs.replicas }}", message: "too many" } ] }
          mutation: { rules: [ { field: spec.size, default: "{{ .inputs.size }}" } ] }
        """;

    public const string E2E =
        """
        apiVersion: orkestra.orkspace.io/v1
        kind: E2E
        metadata: { name: shops }
        imports: [ ./other.yaml, { path: ./more.yaml, freshCluster: true } ]
        spec:
          katalog: ./katalog.yaml
          crdFiles: [ ./crd.yaml ]
          cr: ./cr.yaml
          cluster: { provider: existing, name: a, reuse: true }
          setup: { apply: [ ./ns.yaml ], wait: [ { kind: Deployment, name: a, timeout: 1m } ], helm: [ { name: a, chart: b } ] }
          expect:
            - include: ./steps.yaml
            - name: the shop opens
              after: cr-applied
              timeout: 90s
              when: [ { field: spec.on, notEquals: "true" } ]
              resources: [ { kind: Deployment, name: a, ready: true, count: 1 } ]
              commands: [ { run: "echo 1", exitCode: 0, greaterThan: 0, oneOf: [ 1, 2 ] } ]
              kubectl:
                get: [ { kind: Shop, name: a, field: "{.status.conditions[?(@.type=='Open')].status}", equals: "True" }, { kind: Shop, jq: '.items | map(select(.spec.on)) | length', between: "1,2" } ]
                scale: [ { kind: Deployment, name: a, replicas: 3 } ]
                port-forward: [ { leaderElection: { lease: orkestra }, port: 8080, path: /katalog, jq: "crds[0].name", regex: "^a" } ]
                apply: [ ./a.yaml ]
          onFailure: { kubectl: { logs: [ { kind: Deployment, name: a } ] } }
        """;

    public const string Oldest =
        """
        apiVersion: orkestra.konductor.io/v1Alpha
        kind: Katalog
        metadata: { name: shops } # all shops
        spec:
          crds:
            # the first
            - name: shop
              crdFile: crd.yaml # its type
              workers: 3
              queue: { maxDepth: 10 }
              validation: { include: ./rules.yaml, rules: [ { field: spec.a, operator: exists } ] }
              conversion: { paths: [ { from: v1, to: v2, spec: { a: "{{ .spec.b }}" } }, { from: v2, to: v1, spec: { b: "{{ .spec.a }}" } } ] }
              operatorBox:
                rollBackOnError: true
                external: [ { name: a, url: "http://a", auth: { token: $TOKEN } } ]
                reconciler:
                  resync: 15s
                  # below
                onReconcile:
                  anyOf: [ { field: spec.a, equals: b } ]
                  configMaps:
                    - name: a
                      labels:
                      - { key: a, value: b } # one
                      - key: c
                  deployments: [ { image: a, envFrom: { secretRef: a } } ]
                status: { fields: [ { path: a, value: b } ] }
            - { name: mall, crdFile: crd.yaml, operatorBox: { default: true } }
        """;

    public const string Fragment =
        """
        # what every shop obeys
        - { field: spec.image, operator: exists, message: "image needed" }
        - field: spec.replicas
          max: 9
          when:
            - { field: spec.env, equals: prod }
        """;
}

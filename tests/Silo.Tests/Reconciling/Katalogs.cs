namespace Orkestra.Silo.Tests.Reconciling;

/// <summary>Definitions that the tests run. GROUP is the group of the world.</summary>
internal static class Katalogs
{
    /// <summary>A Deployment, a ConfigMap and a Service per App.</summary>
    public const string App = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shop }
        spec:
          crds:
            app:
              apiTypes: { group: GROUP, version: v1, kind: App, plural: apps }
              operatorBox:
                reconcile:
                  workers: 3
                  resync: 30s
                  onReconcile:
                    configMaps:
                      - name: "{{ .metadata.name }}-config"
                        data: { LEVEL: "{{ .spec.level }}" }
                    deployments:
                      - name: "{{ .metadata.name }}"
                        image: "{{ .spec.image }}"
                        replicas: "{{ .spec.replicas }}"
                    services:
                      - name: "{{ .metadata.name }}-svc"
                        port: "80"
                emit:
                  status:
                    fields:
                      - { path: phase, value: Running }
                      - { path: level, value: "{{ .spec.level }}" }
                      - { path: readyReplicas, value: "{{ .children.deployment.status.readyReplicas }}" }
        """;

    /// <summary>One ConfigMap per Note; a list of extra ones.</summary>
    public const string Note = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: notes }
        spec:
          crds:
            note:
              apiTypes: { group: GROUP, version: v1, kind: Note, plural: notes }
              operatorBox:
                reconcile:
                  workers: 3
                  onReconcile:
                    configMaps:
                      - name: "{{ .metadata.name }}-note"
                        data: { text: "{{ .spec.text }}" }
                      - name: "{{ .metadata.name }}-{{ .part }}"
                        forEach: { field: spec.parts, as: part }
                        data: { part: "{{ .part }}" }
                      - name: "{{ .metadata.name }}-kept"
                        when: [ { field: spec.kept, equals: "true" } ]
                        data: { kept: "yes" }
                      - name: "{{ .metadata.name }}-pruned"
                        prune: true
                        when: [ { field: spec.kept, equals: "true" } ]
                        data: { pruned: "yes" }
                emit:
                  status:
                    fields:
                      - { path: text, value: "{{ .spec.text }}" }
        """;

    /// <summary>A cluster-scoped Estate is not needed to need a finalizer: a child in another namespace is enough.</summary>
    public const string Abroad = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: abroad }
        spec:
          crds:
            trip:
              apiTypes: { group: GROUP, version: v1, kind: Trip, plural: trips }
              operatorBox:
                reconcile:
                  onReconcile:
                    configMaps:
                      - name: "{{ .metadata.name }}-home"
                        data: { at: home }
                      - name: "{{ .metadata.name }}-away"
                        namespace: "{{ .spec.abroad }}"
                        data: { at: away }
        """;

    /// <summary>Steps through phases by reading its own status.</summary>
    public const string Machine = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: machines }
        spec:
          crds:
            machine:
              apiTypes: { group: GROUP, version: v1, kind: Machine, plural: machines }
              operatorBox:
                reconcile:
                  onReconcile:
                    configMaps:
                      - name: "{{ .metadata.name }}-second"
                        when: [ { field: status.phase, equals: Second } ]
                        data: { step: second }
                emit:
                  status:
                    fields:
                      - { path: phase, value: First, when: [ { field: status.phase, operator: notExists } ] }
                      - { path: phase, value: Second, when: [ { field: status.phase, equals: First } ] }
                      - { path: phase, value: Third, when: [ { field: status.phase, equals: Second } ] }
        """;

    /// <summary>The second ConfigMap repeats what the first one became.</summary>
    public const string Chain = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: chains }
        spec:
          crds:
            chain:
              apiTypes: { group: GROUP, version: v1, kind: Chain, plural: chains }
              operatorBox:
                reconcile:
                  onReconcile:
                    configMaps:
                      - name: "{{ .metadata.name }}-b"
                        data: { uid: "{{ (index .children.configmaps (printf \"%s-a\" .metadata.name)).metadata.uid }}" }
                      - name: "{{ .metadata.name }}-a"
                        data: { text: "{{ .spec.text }}" }
        """;

    /// <summary>Its status depends on time, its ConfigMap does not.</summary>
    public const string Clock = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: clocks }
        spec:
          crds:
            clock:
              apiTypes: { group: GROUP, version: v1, kind: Clock, plural: clocks }
              operatorBox:
                reconcile:
                  resync: 1s
                  onReconcile:
                    configMaps:
                      - name: "{{ .metadata.name }}-map"
                        data: { text: "{{ .spec.text }}" }
                emit:
                  status:
                    fields:
                      - { path: text, value: "{{ .spec.text }}" }
                      - { path: day, value: work, when: [ { time: { after: "00:00", before: "23:59" } } ] }
        """;

    /// <summary>A ConfigMap per Kit and one a part; and, until the definition drops them, a Service, and a ServiceAccount in another namespace.</summary>
    public const string Kit = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: kits }
        spec:
          crds:
            kit:
              apiTypes: { group: GROUP, version: v1, kind: Kit, plural: kits }
              operatorBox:
                reconcile:
                  prune: { maxCRs: 2 }
                  onReconcile:
                    configMaps:
                      - name: "{{ .metadata.name }}-kit"
                        data: { text: "{{ .spec.text }}" }
                      - name: "{{ .metadata.name }}-{{ .part }}"
                        forEach: { field: spec.parts, as: part }
                        data: { part: "{{ .part }}" }
        """;

    /// <summary>The same before kinds were dropped.</summary>
    public const string KitWithMore = Kit + "\n" + """
                    services:
                      - name: "{{ .metadata.name }}-svc"
                        port: "80"
                    serviceAccounts:
                      - name: "{{ .metadata.name }}-away"
                        namespace: "{{ .spec.abroad }}"
        """;

    /// <summary>The kind of the child is known only from the custom resource.</summary>
    public const string AnyKind = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: any }
        spec:
          crds:
            any:
              apiTypes: { group: GROUP, version: v1, kind: Any, plural: anys }
              operatorBox:
                reconcile:
                  onReconcile:
                    custom:
                      - apiVersion: v1
                        kind: "{{ .spec.childKind }}"
                        metadata: { name: "{{ .metadata.name }}-any" }
        """;

    /// <summary>Made once, never touched again.</summary>
    public const string Seed = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: seeds }
        spec:
          crds:
            seed:
              apiTypes: { group: GROUP, version: v1, kind: Seed, plural: seeds }
              operatorBox:
                reconcile:
                  onCreate:
                    configMaps:
                      - name: "{{ .metadata.name }}-seed"
                        data: { text: "{{ .spec.text }}" }
        """;

    /// <summary>Two boxes on one type, told apart by a label.</summary>
    public const string Halves = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: halves }
        spec:
          crds:
            left:
              apiTypes: { group: GROUP, version: v1, kind: Half, plural: halfs }
              labelSelector: half=left
              operatorBox: { reconcile: { onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-half", data: { half: left } } ] } } }
            right:
              apiTypes: { group: GROUP, version: v1, kind: Half, plural: halfs }
              labelSelector: half=right
              operatorBox: { reconcile: { onReconcile: { configMaps: [ { name: "{{ .metadata.name }}-half", data: { half: right } } ] } } }
        """;
}

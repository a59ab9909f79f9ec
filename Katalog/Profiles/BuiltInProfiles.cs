using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Profiles;

/// <summary>The profiles that every Katalog has, in the form in which a Katalog declares its own.</summary>
internal static class BuiltInProfiles
{
    public const string Text = """
        resources:
          tiny:         { requests: { cpu: 25m, memory: 64Mi }, limits: { cpu: 100m, memory: 128Mi } }
          small:        { requests: { cpu: 100m, memory: 128Mi }, limits: { cpu: 500m, memory: 512Mi } }
          medium:       { requests: { cpu: 250m, memory: 256Mi }, limits: { cpu: "1", memory: 1Gi } }
          large:        { requests: { cpu: 500m, memory: 512Mi }, limits: { cpu: "2", memory: 2Gi } }
          burst:        { requests: { cpu: 200m, memory: 256Mi }, limits: { cpu: "2", memory: 2Gi } }
          steady:       { requests: { cpu: 300m, memory: 256Mi }, limits: { cpu: 600m, memory: 512Mi } }
          compute-heavy: { requests: { cpu: "1", memory: 512Mi }, limits: { cpu: "2", memory: 1Gi } }
          memory-heavy: { requests: { cpu: 250m, memory: 1Gi }, limits: { cpu: 500m, memory: 2Gi } }
        probes:
          fast:       { initialDelaySeconds: 5, periodSeconds: 10, failureThreshold: 2, timeoutSeconds: 5 }
          standard:   { initialDelaySeconds: 15, periodSeconds: 20, failureThreshold: 3, timeoutSeconds: 10 }
          patient:    { initialDelaySeconds: 30, periodSeconds: 30, failureThreshold: 5, timeoutSeconds: 10 }
          slow-start: { initialDelaySeconds: 0, periodSeconds: 10, failureThreshold: 30, timeoutSeconds: 10 }
        containerSecurity:
          baseline:   { allowPrivilegeEscalation: false, capabilities: { drop: [ NET_RAW ] } }
          restricted: { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: [ ALL ] } }
          hardened:   { allowPrivilegeEscalation: false, runAsNonRoot: true, readOnlyRootFilesystem: true, capabilities: { drop: [ ALL ] } }
        podSecurity:
          baseline:   { runAsNonRoot: false }
          restricted: { runAsNonRoot: true, runAsUser: 1000 }
          hardened:   { runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65534, fsGroup: 65534 }
        rollingUpdate:
          safe:       { maxSurge: 1, maxUnavailable: 0 }
          fast:       { maxSurge: 25%, maxUnavailable: 25% }
          blue-green: { maxSurge: 100%, maxUnavailable: 0 }
        hpa:
          web:
            targetCPUUtilizationPercentage: 70
            behavior:
              scaleUp:
                stabilizationWindowSeconds: 0
                selectPolicy: Max
                policies: [ { type: Percent, value: 100, periodSeconds: 15 }, { type: Pods, value: 4, periodSeconds: 15 } ]
              scaleDown: { stabilizationWindowSeconds: 300, selectPolicy: Min, policies: [ { type: Percent, value: 10, periodSeconds: 60 } ] }
          api:
            targetCPUUtilizationPercentage: 60
            behavior:
              scaleUp:
                stabilizationWindowSeconds: 0
                selectPolicy: Max
                policies: [ { type: Percent, value: 100, periodSeconds: 15 }, { type: Pods, value: 4, periodSeconds: 15 } ]
              scaleDown: { stabilizationWindowSeconds: 600, selectPolicy: Min, policies: [ { type: Percent, value: 5, periodSeconds: 60 } ] }
          latency-sensitive:
            targetCPUUtilizationPercentage: 50
            behavior:
              scaleUp:
                stabilizationWindowSeconds: 0
                selectPolicy: Max
                policies: [ { type: Percent, value: 200, periodSeconds: 15 }, { type: Pods, value: 10, periodSeconds: 15 } ]
              scaleDown: { stabilizationWindowSeconds: 900, selectPolicy: Min, policies: [ { type: Percent, value: 5, periodSeconds: 120 } ] }
          batch:
            targetCPUUtilizationPercentage: 80
            behavior:
              scaleUp: { stabilizationWindowSeconds: 30, selectPolicy: Max, policies: [ { type: Percent, value: 100, periodSeconds: 60 } ] }
              scaleDown: { stabilizationWindowSeconds: 120, selectPolicy: Min, policies: [ { type: Percent, value: 50, periodSeconds: 60 } ] }
          cost-optimized:
            targetCPUUtilizationPercentage: 80
            behavior:
              scaleUp: { stabilizationWindowSeconds: 180, selectPolicy: Min, policies: [ { type: Percent, value: 25, periodSeconds: 60 } ] }
              scaleDown: { stabilizationWindowSeconds: 60, selectPolicy: Max, policies: [ { type: Percent, value: 50, periodSeconds: 60 } ] }
        pdb:
          one-at-a-time: { maxUnavailable: 1 }
          majority:      { minAvailable: 51% }
          none:          { maxUnavailable: 0 }
        networkPolicies:
          deny-all:             { podSelector: {}, policyTypes: [ Ingress, Egress ] }
          allow-same-namespace: { podSelector: {}, policyTypes: [ Ingress ], ingress: [ { from: [ { podSelector: {} } ] } ] }
          allow-dns-egress:
            podSelector: {}
            policyTypes: [ Egress ]
            egress: [ { ports: [ { port: 53, protocol: UDP }, { port: 53, protocol: TCP } ] } ]
        resourceQuotas:
          small:  { hard: { pods: 10, requests.cpu: "1", requests.memory: 2Gi, limits.cpu: "2", limits.memory: 4Gi } }
          medium: { hard: { pods: 20, requests.cpu: "2", requests.memory: 4Gi, limits.cpu: "4", limits.memory: 8Gi } }
          large:  { hard: { pods: 50, requests.cpu: "4", requests.memory: 8Gi, limits.cpu: "8", limits.memory: 16Gi } }
          xlarge: { hard: { pods: 100, requests.cpu: "8", requests.memory: 16Gi, limits.cpu: "16", limits.memory: 32Gi } }
        limitRanges:
          small:  { limits: [ { type: Container, defaultRequest: { cpu: 50m, memory: 64Mi }, default: { cpu: 250m, memory: 256Mi } } ] }
          medium: { limits: [ { type: Container, defaultRequest: { cpu: 100m, memory: 128Mi }, default: { cpu: 500m, memory: 512Mi } } ] }
          large:  { limits: [ { type: Container, defaultRequest: { cpu: 250m, memory: 256Mi }, default: { cpu: "1", memory: 1Gi } } ] }
        reconciler:
          high-throughput: { workers: 10, resync: 5m, queue: { maxDepth: 1000 } }
          conservative:    { workers: 1, resync: 5m, queue: { maxDepth: 100 } }
          development:     { workers: 1, resync: 10s }
        """;

    public static Located Read(Findings findings) => YamlReader.Read(new SourceText("built-in profiles", Text), findings)[0];
}

namespace Orkestra.TestKit.ControlPlanes;

/// <summary>The command lines, and why they are so.</summary>
internal static class ControlPlaneArguments
{
    public static IEnumerable<string> Etcd(ControlPlaneFiles files, int clientPort, int peerPort) =>
    [
        $"--data-dir={files.EtcdData}",
        $"--listen-client-urls=http://127.0.0.1:{clientPort}",
        $"--advertise-client-urls=http://127.0.0.1:{clientPort}",
        $"--listen-peer-urls=http://127.0.0.1:{peerPort}",
        $"--initial-advertise-peer-urls=http://127.0.0.1:{peerPort}",
        $"--initial-cluster=default=http://127.0.0.1:{peerPort}",
        "--unsafe-no-fsync", // the data lives as long as the test
        "--quota-backend-bytes=4294967296",
    ];

    public static IEnumerable<string> ApiServer(ControlPlaneFiles files, int etcdPort, int port) =>
    [
        $"--etcd-servers=http://127.0.0.1:{etcdPort}",
        "--bind-address=127.0.0.1",
        $"--secure-port={port}",
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none", // a loopback address is refused as an endpoint
        "--service-cluster-ip-range=10.0.0.0/16",
        $"--cert-dir={files.Folder}",
        $"--tls-cert-file={files.ServingCertificate}",
        $"--tls-private-key-file={files.ServingKey}",
        $"--token-auth-file={files.TokenFile}",
        "--authorization-mode=RBAC",
        "--service-account-issuer=https://kubernetes.default.svc",
        $"--service-account-key-file={files.ServiceAccountPublicKey}",
        $"--service-account-signing-key-file={files.ServiceAccountKey}",
        "--allow-privileged=true",

        // Without the controllers that serve them, these two would refuse every pod and keep every claim for ever.
        "--disable-admission-plugins=ServiceAccount,StorageObjectInUseProtection",
        $"--audit-policy-file={files.AuditPolicyFile}",
        $"--audit-log-path={files.AuditLog}",
        "--audit-log-format=json",
        "--audit-log-mode=blocking", // in the file before the answer ends, so that a test can count at once
        "--audit-log-maxsize=100000", // megabytes: never rotated
        "--enable-priority-and-fairness=false",
        "--max-requests-inflight=3000",
        "--max-mutating-requests-inflight=3000",
        "--profiling=false",
    ];

    public static IEnumerable<string> ControllerManager(ControlPlaneFiles files, Uri address) =>
    [
        $"--kubeconfig={files.Kubeconfig(ControlPlaneFiles.ControllerManagerUser, address)}",
        "--controllers=garbagecollector,namespace",
        "--leader-elect=false",
        "--port=0",
        "--secure-port=0",
        "--kube-api-qps=500",
        "--kube-api-burst=500",
        "--profiling=false",
    ];
}

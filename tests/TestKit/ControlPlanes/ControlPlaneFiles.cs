using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Orkestra.TestKit.Clusters;

namespace Orkestra.TestKit.ControlPlanes;

/// <summary>The temp folder of one control plane: keys, certificates, tokens, audit policy, kubeconfigs. Readable by its owner alone.</summary>
internal sealed class ControlPlaneFiles : IDisposable
{
    public const string ControllerManagerUser = "system:kube-controller-manager";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // What the server asks of itself and the controller manager's reading would drown what tests count. A watch is told when it is
    // received: this server writes the start of its answer only when it ends.
    private const string AuditPolicy = """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        rules:
        - level: None
          users: ["system:apiserver"]
        - level: None
          users: ["system:kube-controller-manager"]
          verbs: [get, list, watch]
        - level: Metadata
          verbs: [watch]
          omitStages: [ResponseStarted]
        - level: Metadata
          omitStages: [RequestReceived, ResponseStarted]
        """;

    private readonly Dictionary<string, string> _tokens;

    public ControlPlaneFiles()
    {
        Folder = Directory.CreateTempSubdirectory("orkestra-control-plane-").FullName;
        _tokens = TestUsers.All.Append(ControllerManagerUser).ToDictionary(user => user, _ => RandomNumberGenerator.GetHexString(40, lowercase: true), StringComparer.Ordinal);
        Write(TokenFile, string.Concat(_tokens.Select(token => TokenLine(token.Value, token.Key))));
        Write(AuditPolicyFile, AuditPolicy);
        using var serviceAccountKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(ServiceAccountKey, serviceAccountKey.ExportECPrivateKeyPem());
        Write(ServiceAccountPublicKey, serviceAccountKey.ExportSubjectPublicKeyInfoPem());
        CaCertificate = WriteCertificates();
    }

    public string Folder { get; }

    public X509Certificate2 CaCertificate { get; }

    public string EtcdData => PathOf("etcd");

    public string TokenFile => PathOf("tokens.csv");

    public string AuditPolicyFile => PathOf("audit-policy.yaml");

    public string AuditLog => PathOf("audit.log");

    public string CaFile => PathOf("ca.crt");

    public string ServingCertificate => PathOf("serving.crt");

    public string ServingKey => PathOf("serving.key");

    public string ServiceAccountKey => PathOf("sa.key");

    public string ServiceAccountPublicKey => PathOf("sa.pub");

    public string LogOf(string program) => PathOf($"{program}.log");

    public string Token(string user) => _tokens.TryGetValue(user, out var token) ? token : throw new ArgumentException($"no user '{user}' in this control plane", nameof(user));

    public string Kubeconfig(string user, Uri address)
    {
        var path = PathOf($"{user.Replace(':', '-')}.kubeconfig");
        if (!File.Exists(path))
        {
            Write(path, $$"""
                apiVersion: v1
                kind: Config
                clusters:
                - name: test
                  cluster:
                    server: {{address.GetLeftPart(UriPartial.Authority)}}
                    certificate-authority-data: {{Convert.ToBase64String(Encoding.ASCII.GetBytes(CaCertificate.ExportCertificatePem()))}}
                users:
                - name: {{user}}
                  user:
                    token: {{Token(user)}}
                contexts:
                - name: test
                  context:
                    cluster: test
                    user: {{user}}
                current-context: test

                """);
        }

        return path;
    }

    public void Dispose()
    {
        CaCertificate.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string TokenLine(string token, string user)
    {
        var groups = user is ControllerManagerUser ? ["system:masters"] : TestUsers.GroupsOf(user);
        return groups.Count == 0 ? $"{token},{user},{user}\n" : $"{token},{user},{user},\"{string.Join(',', groups)}\"\n";
    }

    private string PathOf(string name) => Path.Combine(Folder, name);

    private X509Certificate2 WriteCertificates()
    {
        var from = DateTimeOffset.UtcNow.AddMinutes(-5);
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var caRequest = new CertificateRequest("CN=orkestra-test-ca", caKey, HashAlgorithmName.SHA256);
        caRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        caRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        caRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(caRequest.PublicKey, critical: false));
        using var ca = caRequest.CreateSelfSigned(from, from.AddDays(2));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kube-apiserver", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes.default.svc");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(ca, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var serving = request.Create(ca, from, from.AddDays(2), RandomNumberGenerator.GetBytes(12));

        Write(CaFile, ca.ExportCertificatePem());
        Write(ServingCertificate, serving.ExportCertificatePem());
        Write(ServingKey, key.ExportECPrivateKeyPem());
        return X509CertificateLoader.LoadCertificate(ca.RawData);
    }

    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}

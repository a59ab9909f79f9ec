namespace Orkestra.Katalog.Schema;

/// <summary>Secrets, config maps, service accounts and services.</summary>
internal static class DataLanguage
{
    private static Shape Names { get; } = Shape.Either(Shape.ListOf(Shape.Text), Shape.Text);

    public static BlockSchema ConfigMap() => ResourceLanguage.Short("a config map")
        .Key("data", Shape.Templated(Shape.TextMap), "Texts by key.")
        .Key("binaryData", Shape.Templated(Shape.TextMap), "Bytes by key, in base64.")
        .Key("immutable", Shape.TemplatedFlag, "Whether the data can never be changed.")
        .Key("toNamespaces", Names, "The namespaces that get a copy, in place of the custom resource's own. A template may give a list.")
        .Excludes("namespace", "toNamespaces")
        .NotExecuted("fromConfigMap", "fromNamespace");

    public static BlockSchema Secret() => ResourceLanguage.Short("a secret")
        .Key("type", Shape.Text, "The type of the secret. Default: Opaque; with tls kubernetes.io/tls.")
        .Key("data", Shape.Templated(Shape.TextMap), "Plain texts by key; they are encoded.")
        .Key("stringData", Shape.Templated(Shape.TextMap), "The same as data; a key of it beats one of data.")
        .Key("immutable", Shape.TemplatedFlag, "Whether the data can never be changed.")
        .Key("once", Shape.Flag, "Whether values are made once and kept: what the live secret has stays, only missing keys are rendered. Default: false; true with rotateAfter and tls.")
        .Key("rotateAfter", Shape.Duration, "How old generated values may get before they are made anew. Default: never; with tls two thirds of validFor.")
        .Key("tls", Shape.Block(Certificate()), "Makes a self-signed certificate: tls.crt, tls.key and ca.crt.")
        .Key("toNamespaces", Names, "The namespaces that get a copy, in place of the custom resource's own. A template may give a list.")
        .Excludes("namespace", "toNamespaces")
        .Key("fromSecret", Shape.Text, "The name of a secret whose data is copied, and copied again when it changes.")
        .Key("fromNamespace", Shape.Text, "The namespace of that secret. Default: that of the custom resource.")
        .Needs("fromNamespace", "fromSecret")
        .Excludes("fromSecret", "data", "stringData", "tls", "once", "rotateAfter");

    public static BlockSchema ServiceAccount() => ResourceLanguage.Short("a service account")
        .Key("imagePullSecrets", WorkloadLanguage.PullSecrets, "Secrets with which pods of this account pull images.")
        .Key("automountServiceAccountToken", Shape.TemplatedFlag, "Whether pods get a token of this account.");

    public static BlockSchema Service() => ResourceLanguage.Short("a service")
        .Key("type", Shape.OneOf("ClusterIP", "NodePort", "LoadBalancer", ""), "ClusterIP (default), NodePort or LoadBalancer.")
        .Key("headless", Shape.TemplatedFlag, "Whether it has no address of its own. Default: false.")
        .Key("protocol", WorkloadLanguage.Protocol, "TCP (default), UDP or SCTP.")
        .Key("port", WorkloadLanguage.Port, "The port of the service. Default: the number of targetPort.")
        .Key("targetPort", Shape.Text, "The number or name of the port of the pods. Default: port.")
        .Key("ports", Shape.Anything, "Several ports in their native form, in place of port.")
        .Key("selector", Shape.Labels, "The labels of the pods. Default: the pods of the workloads of this custom resource.")
        .With(Resources.ServiceFields.Native)
        .Excludes("ports", "port", "targetPort", "protocol");

    private static BlockSchema Certificate() => new BlockSchema("tls")
        .Key("commonName", Shape.Text, "The common name. Default: the first of dnsNames.")
        .Key("dnsNames", Names, "The host names that the certificate is for. A template may give a list.")
        .Key("validFor", Shape.Duration, "How long it is valid. Default: 1y.")
        .RequiresOneOf("commonName", "dnsNames");
}

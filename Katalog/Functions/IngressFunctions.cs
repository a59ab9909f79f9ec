using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Ingresses. All addresses and the TLS secrets are there only with <c>enrich: [ingress]</c>.</summary>
internal static class IngressFunctions
{
    private static readonly ArgumentRead Balancer = ArgumentRead.Of("status.loadBalancer.ingress");

    public static FunctionDomain All() => new FunctionDomain("ingress")
        .Add(
            "ingressClassName OBJECT → string",
            "spec.ingressClassName.",
            "{{ ingressClassName .ingress }} → nginx",
            static (a, _) => Objects.Text(a[0], "spec", "ingressClassName"),
            ArgumentRead.Of("spec.ingressClassName"))
        .Add(
            "ingressHost OBJECT → string",
            "The host name of the first address.",
            "{{ ingressHost .ingress }} → lb.example.com",
            static (a, _) => Objects.Text(First(a[0]), "hostname"),
            Balancer)
        .Add("ingressIP OBJECT → string", "The IP of the first address.", "{{ ingressIP .missing }} → ", static (a, _) => Objects.Text(First(a[0]), "ip"), Balancer)
        .Add(
            "ingressReady OBJECT → bool",
            "Whether it has an address.",
            "{{ ingressReady .ingress }} → true",
            static (a, _) => Objects.Text(First(a[0]), "ip").Length + Objects.Text(First(a[0]), "hostname").Length > 0,
            Balancer)
        .Add(
            "ingressRules OBJECT → string",
            "The hosts of the rules, with commas.",
            "{{ ingressRules .ingress }} → a.example.com, b.example.com",
            static (a, _) => Lists.Joined(Lists.TextsAt(Fields.Find(a[0], "spec", "rules"), "host")),
            ArgumentRead.Of("spec.rules"))
        .Add(
            "ingressTLSHosts OBJECT → string",
            "The hosts with TLS, with commas.",
            "{{ ingressTLSHosts .ingress }} → a.example.com",
            static (a, _) => Lists.Joined(Lists.Items(Fields.Find(a[0], "spec", "tls")).SelectMany(static tls => Lists.Items(Fields.Find(tls, "hosts")).OfType<string>())),
            ArgumentRead.Of("spec.tls"))
        .Add(
            "ingressLoadBalancerIPs OBJECT → string",
            "All addresses, with commas.",
            "{{ ingressLoadBalancerIPs .ingress }} → 192.0.2.4, lb.example.com",
            static (a, _) => Lists.Joined(Lists.Items(Fields.Find(a[0], "_loadBalancerIPs")).Select(Address).Where(static address => address.Length > 0)),
            ArgumentRead.Of("_loadBalancerIPs"))
        .Add(
            "ingressTLSSecretCount OBJECT → int",
            "How many of its TLS secrets exist.",
            "{{ ingressTLSSecretCount .ingress }} → 1",
            static (a, _) => (long)Lists.Items(Fields.Find(a[0], "_tlsSecrets")).Count(),
            ArgumentRead.Of("_tlsSecrets"));

    private static object? First(object? value) => Objects.ItemAt(Fields.Find(value, "status", "loadBalancer", "ingress"), 0);

    private static string Address(object? entry) => entry as string ?? (Objects.Text(entry, "ip") is { Length: > 0 } ip ? ip : Objects.Text(entry, "hostname"));
}

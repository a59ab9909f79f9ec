using System.Globalization;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Services. Endpoints and pods behind them are there only with <c>enrich: [endpoints]</c> and <c>enrich: [backingpods]</c>.</summary>
internal static class ServiceFunctions
{
    private static readonly ArgumentRead Endpoints = ArgumentRead.Of("_endpoints", "subsets");
    private static readonly ArgumentRead BackingPods = ArgumentRead.Of("_backingPods");

    public static FunctionDomain All() => Backends(new FunctionDomain("service")
        .Add(
            "serviceClusterIP OBJECT → string",
            "spec.clusterIP.",
            "{{ serviceClusterIP .service }} → 10.96.0.1",
            static (a, _) => Objects.Text(a[0], "spec", "clusterIP"),
            ArgumentRead.Of("spec.clusterIP"))
        .Add(
            "serviceNodePort OBJECT → int",
            "The node port of the first port.",
            "{{ serviceNodePort .service }} → 31234",
            static (a, _) => Objects.Int(Objects.ItemAt(Fields.Find(a[0], "spec", "ports"), 0), "nodePort"),
            ArgumentRead.Of("spec.ports"))
        .Add(
            "serviceLoadBalancerIP OBJECT → string",
            "The IP of the load balancer.",
            "{{ serviceLoadBalancerIP .service }} → 203.0.113.7",
            static (a, _) => Objects.Text(Ingress(a[0]), "ip"),
            ArgumentRead.Of("status.loadBalancer.ingress"))
        .Add(
            "serviceLoadBalancerHost OBJECT → string",
            "The host name of the load balancer.",
            "{{ serviceLoadBalancerHost .missing }} → ",
            static (a, _) => Objects.Text(Ingress(a[0]), "hostname"),
            ArgumentRead.Of("status.loadBalancer.ingress")));

    private static FunctionDomain Backends(FunctionDomain domain) => domain
        .Add(
            "endpointsReady OBJECT → bool",
            "Whether a ready endpoint is there: of an enriched Service, or of an Endpoints object.",
            "{{ endpointsReady .service }} → true",
            static (a, _) => Addresses(a[0]).Any(),
            Endpoints)
        .Add("hasEndpoints OBJECT → bool", "Whether an enriched Service has a ready endpoint.", "{{ hasEndpoints .missing }} → false", static (a, _) => Addresses(a[0]).Any(), Endpoints)
        .Add(
            "serviceEndpointCount OBJECT → int",
            "How many ready endpoints an enriched Service has.",
            "{{ serviceEndpointCount .service }} → 2",
            static (a, _) => (long)Addresses(a[0]).Count(),
            Endpoints)
        .Add(
            "serviceEndpoints OBJECT → string",
            "The ready endpoints of an enriched Service as ip:port, with commas.",
            "{{ serviceEndpoints .service }} → 10.0.0.1:8080, 10.0.0.2:8080",
            static (a, _) => Lists.Joined(Addresses(a[0])),
            Endpoints)
        .Add(
            "serviceFirstEndpoint OBJECT → string",
            "The first ready endpoint of an enriched Service.",
            "{{ serviceFirstEndpoint .service }} → 10.0.0.1:8080",
            static (a, _) => Addresses(a[0]).FirstOrDefault() ?? string.Empty,
            Endpoints)
        .Add(
            "backingPodCount OBJECT → int",
            "How many pods an enriched Service selects.",
            "{{ backingPodCount .service }} → 1",
            static (a, _) => (long)Lists.Items(Fields.Find(a[0], "_backingPods")).Count(),
            BackingPods)
        .Add(
            "backingPodNames OBJECT → string",
            "The names of the pods that an enriched Service selects, with commas.",
            "{{ backingPodNames .service }} → web-abc",
            static (a, _) => Lists.Joined(Lists.TextsAt(Fields.Find(a[0], "_backingPods"), "name")),
            BackingPods);

    private static object? Ingress(object? value) => Objects.ItemAt(Fields.Find(value, "status", "loadBalancer", "ingress"), 0);

    private static IEnumerable<string> Addresses(object? value)
    {
        foreach (var endpoint in Lists.Items(Fields.Find(value, "_endpoints")))
        {
            if (endpoint is string text)
                yield return text;
            else if (Fields.Find(endpoint, "ready") is not false && Objects.Text(endpoint, "ip") is { Length: > 0 } ip)
                yield return WithPort(ip, Objects.Int(endpoint, "port"));
        }

        foreach (var subset in Lists.Items(Fields.Find(value, "subsets")))
        {
            var port = Objects.Int(Objects.ItemAt(Fields.Find(subset, "ports"), 0), "port");
            foreach (var ip in Lists.TextsAt(Fields.Find(subset, "addresses"), "ip"))
                yield return WithPort(ip, port);
        }
    }

    private static string WithPort(string ip, long port) => port == 0 ? ip : string.Create(CultureInfo.InvariantCulture, $"{ip}:{port}");
}

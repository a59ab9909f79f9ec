using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Resources;

namespace Orkestra.Katalog.Loading;

/// <summary>What can be said about the children of an entry without a custom resource.</summary>
internal static class ChildChecks
{
    public static void Check(IReadOnlyList<ResourceEntry> resources, Findings findings)
    {
        CheckDuplicates(resources, findings);
        CheckServices(resources, findings);
    }

    /// <summary>Two unconditional entries of one hook that are written with the same kind, namespace and name can never both be kept. The same child under onCreate and
    /// under onReconcile is allowed: the second one keeps what the first one made.</summary>
    private static void CheckDuplicates(IReadOnlyList<ResourceEntry> resources, Findings findings)
    {
        var seen = new Dictionary<(string, string, string, string), ResourceEntry>();
        foreach (var entry in resources)
        {
            if (entry.Kind is not { } kind || entry.Body is not { Conditions.Count: 0, ForEach: null } body)
                continue;
            var hook = entry.Path[..entry.Path.IndexOf('.', StringComparison.Ordinal)];
            var identity = (hook, $"{kind.Group}/{kind.Kind}", body.Namespace?.Written ?? body.ToNamespaces?.Written ?? "", body.Name?.Written ?? "");
            if (!seen.TryAdd(identity, entry))
            {
                findings.Error(
                    DiagnosticIds.DuplicateChild,
                    body.Name?.Place ?? entry.Place,
                    $"{seen[identity].Path} on line {seen[identity].Place.Line} makes the same {kind.Kind}",
                    "give one of them another name, or a condition");
            }
        }
    }

    private static void CheckServices(IReadOnlyList<ResourceEntry> resources, Findings findings)
    {
        var workloads = resources.Where(resource => ResourceShapes.IsWorkload(resource.Key)).ToList();
        if (workloads.Count < 2 && !workloads.Exists(workload => workload.Body?.ForEach is not null))
            return;
        foreach (var service in resources.Where(resource => resource.Body?.Shape is ServiceShape && !resource.Body.Fields.TryGet("selector", out _)))
        {
            findings.Warning(
                DiagnosticIds.WideSelector,
                service.Place,
                "without a selector this service sends to the pods of every deployment of the custom resource, and there can be several",
                "add selector: { app: \"<name of the deployment>\" }");
        }
    }
}

using Orkestra.Cli.Definitions;
using Orkestra.Katalog.Model;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Cli.Examples;

/// <summary>The kubectl command that shows the custom resources and children of the definitions at hand.</summary>
internal static class TryLine
{
    public static async Task<string> WriteAsync(string kubeconfig, LoadedDefinitions definitions, KubernetesClient client, CancellationToken cancellationToken)
    {
        var plurals = new List<string>();
        foreach (var entry in definitions.EnabledEntries)
            plurals.Add(entry.Types.Plural);
        foreach (var kind in definitions.EnabledEntries.SelectMany(ChildKinds).Distinct())
        {
            var resource = await client.Discovery.FindAsync(kind.Group, kind.Kind, cancellationToken).ConfigureAwait(false);
            if (resource is not null)
                plurals.Add(resource.Plural);
        }

        return $"kubectl --kubeconfig {Quote(kubeconfig)} get {string.Join(',', plurals.Distinct(StringComparer.Ordinal))} -A";
    }

    private static IEnumerable<KindReference> ChildKinds(CrdEntry entry) => entry.Resources.Select(resource => resource.Kind).OfType<KindReference>();

    private static string Quote(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path;
}

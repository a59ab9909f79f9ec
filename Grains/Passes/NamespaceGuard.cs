using Orkestra.Grains.Interfaces.Passes;
using Orkestra.Katalog.Model;

namespace Orkestra.Grains.Passes;

/// <summary>Keeps a box inside the namespaces that its entry allows.</summary>
internal static class NamespaceGuard
{
    public static void Check(CrdEntry entry, string? ns, string what)
    {
        if (ns is null)
            return;
        if (entry.RestrictedNamespaces.Contains(ns, StringComparer.Ordinal))
            throw Denied($"{what}: namespace {ns} is restricted for {entry.Name}");
        if (entry.AllowedNamespaces.Count > 0 && !entry.AllowedNamespaces.Contains(ns, StringComparer.Ordinal))
            throw Denied($"{what}: {entry.Name} is allowed in {string.Join(", ", entry.AllowedNamespaces)} only, not in {ns}");
    }

    private static PassException Denied(string message) => new(PassResult.Denied, "NamespaceNotAllowed", message);
}

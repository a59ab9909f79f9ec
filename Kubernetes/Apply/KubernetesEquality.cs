using System.Text.Json.Nodes;

namespace Orkestra.Kubernetes.Apply;

/// <summary>
/// Whether a live object is already as desired, in the way the API server sees it. Every desired leaf must equal the live one; what is live and not desired does not matter.
/// <list type="bullet">
/// <item>Absent, null, "", [] and {} are equal. A desired false or 0 equals absent only where <c>owned</c> says that the field is ours: then the server dropped it as a default.</item>
/// <item>A number equals the text of the same number (int-or-string). Quantities are compared by amount at the places where the API has quantities.</item>
/// <item>The items of a list are matched by key or by value where <c>owned</c> says that the list is a map or a set; by position, with the same number of items, otherwise.</item>
/// <item>Of apiVersion only the group counts; stringData of a Secret is compared with its data.</item>
/// </list>
/// </summary>
public static class KubernetesEquality
{
    /// <summary>Whether applying the desired object would change nothing.</summary>
    /// <param name="desired">The object as it would be applied.</param>
    /// <param name="live">The object as the server has it.</param>
    /// <param name="owned">The fields that the applying manager owns in it, if known.</param>
    public static bool Satisfies(JsonObject desired, JsonObject live, OwnedFields? owned)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(live);
        return new ObjectComparison(live).Satisfied(desired, owned?.Root);
    }
}

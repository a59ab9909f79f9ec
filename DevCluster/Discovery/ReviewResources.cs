using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Discovery;

/// <summary>The resources of <see cref="Routing.Reviews"/>, which can only be created.</summary>
internal static class ReviewResources
{
    private static readonly (string Group, string Plural, string Kind)[] All =
    [
        ("authentication.k8s.io", "selfsubjectreviews", "SelfSubjectReview"),
        ("authorization.k8s.io", "selfsubjectaccessreviews", "SelfSubjectAccessReview"),
        ("authorization.k8s.io", "selfsubjectrulesreviews", "SelfSubjectRulesReview"),
        ("authorization.k8s.io", "subjectaccessreviews", "SubjectAccessReview"),
    ];

    public static IEnumerable<(string Group, string Version)> Groups => All.Select(entry => (entry.Group, "v1")).Distinct();

    public static bool Has(string group, string version) => version is "v1" && All.Any(entry => string.Equals(entry.Group, group, StringComparison.Ordinal));

    public static IEnumerable<JsonObject> Entries(string group, string version) => All
        .Where(entry => version is "v1" && string.Equals(entry.Group, group, StringComparison.Ordinal))
        .Select(entry => new JsonObject
        {
            ["name"] = entry.Plural,
            ["singularName"] = entry.Kind.ToLowerInvariant(),
            ["namespaced"] = false,
            ["kind"] = entry.Kind,
            ["verbs"] = new JsonArray("create"),
        });
}

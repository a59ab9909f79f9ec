using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Serving;

namespace Orkestra.DevCluster.Routing;

/// <summary>Questions about who may do what (kubectl auth can-i, kubectl auth whoami). Nothing of them is stored.</summary>
internal static class Reviews
{
    /// <summary>The answer, or null when the request is no review.</summary>
    public static ApiResponse? Answer(ApiRequest request, RequestTarget target)
    {
        (string Kind, Func<JsonObject, string, JsonObject> Of)? found = (target.Group, target.Version, target.Plural, target.Name) switch
        {
            ("authorization.k8s.io", "v1", "selfsubjectaccessreviews", null) => ("SelfSubjectAccessReview", Own),
            ("authorization.k8s.io", "v1", "subjectaccessreviews", null) => ("SubjectAccessReview", Others),
            ("authorization.k8s.io", "v1", "selfsubjectrulesreviews", null) => ("SelfSubjectRulesReview", Rules),
            ("authentication.k8s.io", "v1", "selfsubjectreviews", null) => ("SelfSubjectReview", Self),
            _ => null,
        };
        if (found is not { } review)
            return null;
        if (request.Method is not "POST")
            throw ApiErrors.MethodNotAllowed();
        var body = RequestBody.Read(request).Object();
        body.Meta["creationTimestamp"] = null;
        return ApiResponse.Of(201, new JsonObject
        {
            ["kind"] = review.Kind,
            ["apiVersion"] = $"{target.Group}/{target.Version}",
            ["metadata"] = body.Meta.DeepClone(),
            ["spec"] = body["spec"]?.DeepClone() ?? new JsonObject(),
            ["status"] = review.Of(body, request.User!),
        });
    }

    private static JsonObject Own(JsonObject body, string user) => Access(body, Users.MayDoAnything(user), []);

    /// <summary>Roles are not evaluated: who is asked about may do everything as a member of the masters, and else nothing.</summary>
    private static JsonObject Others(JsonObject body, string user)
    {
        var groups = (body.Dig("spec", "groups") as JsonArray ?? []).Select(group => group.Text()).ToList();
        var named = body.Dig("spec", "user").Text() is { Length: > 0 } || groups.Count > 0;
        return Access(body, groups.Contains("system:masters", StringComparer.Ordinal), named ? [] : [FieldError.Invalid("spec.user", "", "at least one of user or group must be specified")]);
    }

    private static JsonObject Access(JsonObject body, bool allowed, List<FieldError> errors)
    {
        if (body.Dig("spec", "resourceAttributes") is null == body.Dig("spec", "nonResourceAttributes") is null)
            errors.Add(FieldError.InvalidText("spec.resourceAttributes", "null", "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        return errors.Count == 0 ? new JsonObject { ["allowed"] = allowed } : throw ApiErrors.Invalid("authorization.k8s.io", "", "", errors);
    }

    private static JsonObject Rules(JsonObject body, string user)
    {
        var all = new JsonArray("*");
        var resources = new JsonArray();
        var paths = new JsonArray();
        if (Users.MayDoAnything(user))
        {
            resources.Add((JsonNode)new JsonObject { ["verbs"] = all.DeepClone(), ["apiGroups"] = all.DeepClone(), ["resources"] = all.DeepClone() });
            paths.Add((JsonNode)new JsonObject { ["verbs"] = all.DeepClone(), ["nonResourceURLs"] = all.DeepClone() });
        }

        return new JsonObject { ["resourceRules"] = resources, ["nonResourceRules"] = paths, ["incomplete"] = false };
    }

    private static JsonObject Self(JsonObject body, string user) => new()
    {
        ["userInfo"] = new JsonObject { ["username"] = user, ["groups"] = new JsonArray([.. Users.GroupsOf(user).Select(group => (JsonNode)group)]) },
    };
}

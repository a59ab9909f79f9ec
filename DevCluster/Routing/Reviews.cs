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
        Func<JsonObject, string, JsonObject>? answer = (target.Group, target.Version, target.Plural, target.Name) switch
        {
            ("authorization.k8s.io", "v1", "selfsubjectaccessreviews", null) => Access,
            ("authorization.k8s.io", "v1", "subjectaccessreviews", null) => (body, _) => Access(body, body.Dig("spec", "user").Text() ?? ""),
            ("authorization.k8s.io", "v1", "selfsubjectrulesreviews", null) => Rules,
            ("authentication.k8s.io", "v1", "selfsubjectreviews", null) => Self,
            _ => null,
        };
        if (answer is null)
            return null;
        if (request.Method is not "POST")
            throw ApiErrors.MethodNotAllowed();
        var body = RequestBody.Read(request).Object();
        body["status"] = answer(body, request.User!);
        body.Meta["creationTimestamp"] = null;
        return ApiResponse.Of(201, body);
    }

    private static JsonObject Access(JsonObject body, string user) => Users.MayDoAnything(user)
        ? new JsonObject { ["allowed"] = true }
        : new JsonObject { ["allowed"] = false };

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

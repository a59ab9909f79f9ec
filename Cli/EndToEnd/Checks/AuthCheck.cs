using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary><c>kubectl auth can-i</c>: yes or no, from an access review. Without a comparison it must be yes.</summary>
/// <param name="action">The question.</param>
/// <param name="scope">Where.</param>
internal sealed class AuthCheck(KubectlAction action, StepScope scope) : IStepCheck
{
    private const string Account = "system:serviceaccount:";

    public SourcePlace Place => action.Place;

    /// <summary>Rights change without an event of what is asked for.</summary>
    public bool IsWatched => false;

    public async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        var user = action.Text("as");
        var kind = user is null ? "SelfSubjectAccessReview" : "SubjectAccessReview";
        var resource = await scope.Cluster.Admin.Discovery.FindAsync("authorization.k8s.io", kind, cancellationToken).ConfigureAwait(false)
            ?? throw new Running.StepImpossibleException($"the server has no {kind}: who may do what cannot be asked");
        var spec = new JsonObject { ["resourceAttributes"] = Attributes() };
        if (user is not null)
        {
            spec["user"] = user;
            spec["groups"] = new JsonArray([.. Groups(user).Select(static group => (JsonNode?)JsonValue.Create(group))]);
        }

        var review = new JsonObject { ["apiVersion"] = resource.ApiVersion, ["kind"] = kind, ["metadata"] = new JsonObject(), ["spec"] = spec };
        var answer = await scope.Cluster.Admin.CreateAsync(resource, review, WriteOptions.None, cancellationToken).ConfigureAwait(false);
        var isAllowed = answer.Object["status"]?["allowed"] is JsonValue allowed && allowed.TryGetValue(out bool yes) && yes;
        return AnswerCheck.Compare($"{user ?? "the test"} may {action.Text("verb")} {action.Text("resource")}", action.Assertions, isAllowed ? "yes" : "no", otherwise: isAllowed);
    }

    private JsonObject Attributes()
    {
        var parts = action.Text("resource")!.Split('.', 2);
        var attributes = new JsonObject { ["verb"] = action.Text("verb"), ["resource"] = parts[0], ["group"] = parts.Length > 1 ? parts[1] : "", ["namespace"] = action.Text("namespace") ?? scope.Namespace };
        foreach (var key in new[] { "subresource", "name" })
        {
            if (action.Text(key) is { } value)
                attributes[key] = value;
        }

        return attributes;
    }

    private IEnumerable<string> Groups(string user)
    {
        foreach (var group in (action.Arguments["asGroups"] as JsonArray ?? []).Select(static group => (string?)group).OfType<string>())
            yield return group;
        yield return "system:authenticated";
        if (!user.StartsWith(Account, StringComparison.Ordinal))
            yield break;
        yield return "system:serviceaccounts";
        yield return $"system:serviceaccounts:{user[Account.Length..].Split(':')[0]}";
    }
}

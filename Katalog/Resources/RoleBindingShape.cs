using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Resources;

/// <summary>A binding of a role. It has the API groups that everybody leaves out, and the namespace of service accounts that is mostly its own.</summary>
internal sealed class RoleBindingShape(NativeKind kind) : NativeShape(kind)
{
    private const string Rbac = "rbac.authorization.k8s.io";

    public override void Render(ChildScope child, JsonObject target)
    {
        base.Render(child, target);
        if (target["roleRef"] is JsonObject role)
            role["apiGroup"] ??= Rbac;
        foreach (var subject in (target["subjects"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var isAccount = (string?)subject["kind"] is null or "ServiceAccount";
            subject["kind"] ??= "ServiceAccount";
            if (!isAccount)
                subject["apiGroup"] ??= Rbac;
            else if (child.Namespace is { } ns)
                subject["namespace"] ??= ns;
        }
    }
}

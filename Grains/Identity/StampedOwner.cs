using System.Text.Json.Nodes;
using Orkestra.Grains.Interfaces.Identity;

namespace Orkestra.Grains.Identity;

/// <summary>The custom resource that children are stamped with.</summary>
internal sealed record StampedOwner(CustomResourceKey Key, string Hash, string Uid)
{
    public JsonObject ControllerReference() => new()
    {
        ["apiVersion"] = Key.Group.Length == 0 ? Key.Version : $"{Key.Group}/{Key.Version}",
        ["kind"] = Key.Kind,
        ["name"] = Key.Name,
        ["uid"] = Uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };
}

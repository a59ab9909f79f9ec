using System.Text.Json.Nodes;
using Orkestra.Grains.Events;
using Orkestra.Grains.Interfaces.Identity;

namespace Orkestra.Grains.Identity;

/// <summary>The custom resource that children are stamped with.</summary>
internal sealed record StampedOwner(CustomResourceKey Key, string Hash, string Uid)
{
    /// <summary>What events about it are about.</summary>
    public EventSubject Subject => new(ApiVersion, Key.Kind, Key.Namespace, Key.Name, Uid);

    private string ApiVersion => Key.Group.Length == 0 ? Key.Version : $"{Key.Group}/{Key.Version}";

    public JsonObject ControllerReference() => new()
    {
        ["apiVersion"] = ApiVersion,
        ["kind"] = Key.Kind,
        ["name"] = Key.Name,
        ["uid"] = Uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };
}

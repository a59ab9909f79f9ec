using System.Text.Json.Nodes;
using Orkestra.Grains.Identity;
using Orkestra.Grains.Passes;
using Orkestra.Kubernetes.Client;

namespace Orkestra.Grains.Looping;

/// <summary>Finds out, once, which field makes a custom resource loop. It costs one read of the child that is about to be written again.</summary>
internal sealed class FlapProbe
{
    public Flap? Found { get; private set; }

    /// <summary>A child is about to be written again.</summary>
    public async Task LookAsync(KubernetesClient client, PlannedChild child, JsonObject desired, CancellationToken cancellationToken)
    {
        if (Found is not null)
            return;
        var live = await client.FindAsync(child.Resource, child.Name, cancellationToken).ConfigureAwait(false);
        var of = $"{child.Resource.Kind} {child.Name.Name}";
        if (live is null)
        {
            Found = new Flap(of, "", null);
            return;
        }

        if (FieldDifference.First(desired, live) is { } path)
            Found = new Flap(of, string.Join('.', path), FieldDifference.ManagerOf(live, path, Stamps.FieldManager));
    }

    /// <summary>A child that was there is about to be made again.</summary>
    public void Missing(PlannedChild child) => Found ??= new Flap($"{child.Resource.Kind} {child.Name.Name}", "", null);

    /// <summary>The status of the custom resource is about to be written again.</summary>
    public void Status(JsonObject patch)
    {
        List<string> path = ["status"];
        JsonNode? at = patch;
        while (at is JsonObject { Count: > 0 } block)
        {
            var (key, value) = block.First();
            path.Add(key);
            at = value;
        }

        Found ??= new Flap("status", string.Join('.', path), null);
    }
}

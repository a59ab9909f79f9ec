using System.Text.Json.Nodes;

namespace Orkestra.Hooks;

/// <summary>What a hook sees of one custom resource. It is read from what is watched: nothing in it is asked of the API server, and changing it changes nothing.</summary>
/// <typeparam name="TSpec">The spec.</typeparam>
/// <typeparam name="TStatus">The status.</typeparam>
public sealed class HookContext<TSpec, TStatus>
    where TSpec : class
    where TStatus : class
{
    /// <summary>The name of the custom resource.</summary>
    public required string Name { get; init; }

    /// <summary>Its namespace; null for one of cluster scope.</summary>
    public string? Namespace { get; init; }

    /// <summary>Its uid: another one under the same name is another custom resource.</summary>
    public required string Uid { get; init; }

    /// <summary>Its spec, as templates of the Katalog see it.</summary>
    public required TSpec Spec { get; init; }

    /// <summary>Its status; null when it has none yet.</summary>
    public TStatus? Status { get; init; }

    /// <summary><c>args</c> of the Katalog, rendered for this custom resource.</summary>
    public required HookArgs Args { get; init; }

    /// <summary>The children that exist.</summary>
    public required HookChildren Children { get; init; }

    /// <summary>The whole custom resource.</summary>
    public required JsonObject Resource { get; init; }
}

using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Rendering;

/// <summary>What a pass renders from. Nothing in it is changed by rendering.</summary>
/// <param name="CustomResource">The whole object.</param>
/// <param name="Children">Its children that exist, in any order.</param>
/// <param name="Now">What clock functions and time conditions take as now.</param>
/// <param name="Ork">Facts about this process.</param>
public sealed record RenderContext(JsonObject CustomResource, IReadOnlyList<LiveChild> Children, DateTimeOffset Now, OrkFacts Ork)
{
    /// <summary>Objects of others that children copy from; null: none can be seen, and a child that needs one cannot be rendered.</summary>
    public ISourceObjects? Sources { get; init; }

    /// <summary>What changed that no pass has acted on yet; null: nothing.</summary>
    public ObjectChange? Change { get; init; }

    /// <summary>The last observed events by their names; null: none was.</summary>
    public JsonObject? Events { get; init; }

    /// <summary>Custom resources of other entries; null: none can be seen, and templates see that.</summary>
    public ICrossReads? Cross { get; init; }

    /// <summary>Objects that <c>enrich</c> looks up; null: none can be seen, and templates see none.</summary>
    public IRelatedObjects? Related { get; init; }

    /// <summary>What templates see as <c>.previous.spec</c>: the last spec that worked; null: there is none.</summary>
    public JsonObject? PreviousSpec { get; init; }

    /// <summary>Answers of the outside; null: nothing is called, and templates see that.</summary>
    public IExternalAnswers? External { get; init; }

    /// <summary>The deletion of the custom resource waits for us; code is asked only then.</summary>
    public bool IsHeld { get; init; }
}

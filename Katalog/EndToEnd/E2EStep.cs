using System.Text.Json.Nodes;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.EndToEnd;

/// <summary>One step of an end-to-end test.</summary>
public sealed record E2EStep
{
    /// <summary>What it proves.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is in the file.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>True: it begins after the custom resources were deleted.</summary>
    public bool AfterDeletion { get; init; }

    /// <summary>How long it may take until everything is true.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long is waited first.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Objects that must be there.</summary>
    public IReadOnlyList<ExpectedObject> Resources { get; init; } = [];

    /// <summary>Commands of the shell.</summary>
    public IReadOnlyList<E2ECommand> Commands { get; init; } = [];

    /// <summary>Calls of kubectl, those that change something first.</summary>
    public IReadOnlyList<KubectlAction> Kubectl { get; init; } = [];

    /// <summary>What is shown when this step fails, before what the file shows.</summary>
    public E2EDiagnosis OnFailure { get; init; } = E2EDiagnosis.None;

    /// <summary>What must be true of the first custom resource for the step to run.</summary>
    internal ConditionSet Conditions { get; init; } = ConditionSet.Always;

    /// <summary>Whether the step has conditions at all.</summary>
    public bool IsConditional => !Conditions.IsEmpty;

    /// <summary>Whether the conditions hold.</summary>
    /// <param name="customResource">The first custom resource of the file as it lives; null: it is gone, or there is none.</param>
    /// <param name="now">What clock functions see.</param>
    /// <exception cref="TemplateException">A template in them failed.</exception>
    public bool Runs(JsonObject? customResource, DateTimeOffset now)
    {
        var variables = (customResource ?? []).ToDictionary(static field => field.Key, static field => (object?)field.Value, StringComparer.Ordinal);
        return Conditions.Holds(new TemplateScope(variables, TemplateSurroundings.At(now)));
    }
}

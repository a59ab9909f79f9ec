using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Selectors;

namespace Orkestra.DevCluster.Strategies;

/// <summary>What one resource does differently from all others when its objects are written or deleted.</summary>
internal class ResourceStrategy
{
    private static readonly FrozenSet<string> MetadataFields = new[] { "metadata.name", "metadata.namespace" }.ToFrozenSet(StringComparer.Ordinal);

    public static ResourceStrategy Default { get; } = new();

    /// <summary>An update of an absent object makes it.</summary>
    public virtual bool CreatesOnUpdate => false;

    /// <summary>An update without a resourceVersion overwrites.</summary>
    public virtual bool UpdatesUnconditionally => true;

    /// <summary>A deletion that is complete at once is answered with the object, not with a Status.</summary>
    public virtual bool ReturnsDeletedObject => false;

    /// <summary>A deletion without a propagation policy leaves the dependents.</summary>
    public virtual bool OrphansByDefault => false;

    public virtual IReadOnlySet<string> SelectableFields => MetadataFields;

    public virtual string? NameError(string name) => Names.SubdomainError(name);

    /// <summary>Completes a new object after its defaults were filled in.</summary>
    public virtual void PrepareForCreate(JsonObject obj, StrategyContext context)
    {
    }

    /// <summary>What a client is told that the server keeps but does not carry out.</summary>
    public virtual IEnumerable<string> Warnings(JsonObject obj) => [];

    /// <summary>Completes a new state; what only the server may change is taken from the live object.</summary>
    public virtual void PrepareForUpdate(JsonObject obj, JsonObject live, StrategyContext context)
    {
    }

    public virtual IEnumerable<FieldError> Validate(JsonObject obj) => [];

    public virtual IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live) => [];

    /// <summary>The schema has rules of its own.</summary>
    public virtual bool HasRules => false;

    /// <summary>The rules of the schema, for an object that fits it otherwise; <paramref name="live"/> is null for a new one.</summary>
    public virtual IEnumerable<FieldError> ValidateRules(JsonObject obj, JsonObject? live) => [];

    /// <summary>Seconds that a deletion without an own answer leaves the object; null when the resource knows no grace.</summary>
    public virtual long? GracePeriod(JsonObject obj) => null;

    /// <exception cref="ApiException">403: an object of this name is never deleted.</exception>
    public virtual void CheckDelete(string name)
    {
    }

    /// <summary>Prepares an object whose deletion begins.</summary>
    public virtual void BeginDeletion(JsonObject obj)
    {
    }

    /// <summary>Whether something but finalizers keeps a deleted object.</summary>
    public virtual bool IsHeld(JsonObject obj) => false;

    protected static IReadOnlySet<string> Fields(params string[] more) => MetadataFields.Concat(more).ToFrozenSet(StringComparer.Ordinal);
}

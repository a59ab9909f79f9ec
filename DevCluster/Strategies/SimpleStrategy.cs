using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Selectors;

namespace Orkestra.DevCluster.Strategies;

/// <summary>A resource that differs only in facts.</summary>
internal sealed class SimpleStrategy : ResourceStrategy
{
    private readonly bool _createsOnUpdate;
    private readonly bool _updatesUnconditionally = true;
    private readonly bool _returnsDeletedObject;

    public override bool CreatesOnUpdate => _createsOnUpdate;
    public override bool UpdatesUnconditionally => _updatesUnconditionally;
    public override bool ReturnsDeletedObject => _returnsDeletedObject;
    public override IReadOnlySet<string> SelectableFields { get; } = Fields();

    /// <summary>Paths whose values stay as they were made.</summary>
    private readonly string[] _immutable = [];
    private readonly Func<string, string?> _nameError = Names.SubdomainError;
    private readonly JsonObject? _firstStatus;

    private SimpleStrategy(
        bool createsOnUpdate = false,
        bool updatesUnconditionally = true,
        bool returnsDeletedObject = false,
        string[]? fields = null,
        string[]? immutable = null,
        Func<string, string?>? nameError = null,
        JsonObject? firstStatus = null)
    {
        (_createsOnUpdate, _updatesUnconditionally, _returnsDeletedObject) = (createsOnUpdate, updatesUnconditionally, returnsDeletedObject);
        (_immutable, _nameError, _firstStatus) = (immutable ?? [], nameError ?? Names.SubdomainError, firstStatus);
        SelectableFields = Fields(fields ?? []);
    }

    public static SimpleStrategy Lease() => new(createsOnUpdate: true, updatesUnconditionally: false);

    public static SimpleStrategy Event() => new(createsOnUpdate: true, fields:
    [
        "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath",
        "reason", "reportingComponent", "source", "type", "regarding.kind", "regarding.name", "regarding.namespace", "regarding.uid", "reportingController",
    ]);

    public static SimpleStrategy Endpoints() => new(createsOnUpdate: true);

    public static SimpleStrategy Role() => new(createsOnUpdate: true, nameError: Names.PathSegmentError);

    public static SimpleStrategy RoleBinding() => new(createsOnUpdate: true, nameError: Names.PathSegmentError, immutable: ["roleRef"]);

    public static SimpleStrategy Node() => new(fields: ["spec.unschedulable"]);

    public static SimpleStrategy Volume() => new(returnsDeletedObject: true, firstStatus: new JsonObject { ["phase"] = "Pending" });

    public static SimpleStrategy Returned() => new(returnsDeletedObject: true);

    public static SimpleStrategy Conditional() => new(updatesUnconditionally: false);

    public static SimpleStrategy Immutable(params string[] paths) => new(updatesUnconditionally: false, immutable: paths);

    public override string? NameError(string name) => _nameError(name);

    public override void PrepareForCreate(JsonObject obj, StrategyContext context)
    {
        if (_firstStatus is not null)
            obj["status"] = _firstStatus.DeepClone();
    }

    public override IEnumerable<FieldError> ValidateUpdate(JsonObject obj, JsonObject live)
    {
        foreach (var path in _immutable)
        {
            if (!JsonNode.DeepEquals(obj.AtDots(path), live.AtDots(path)))
                yield return FieldError.Invalid(path, obj.AtDots(path)?.DeepClone(), path is "roleRef" ? "cannot change roleRef" : "field is immutable");
        }
    }
}

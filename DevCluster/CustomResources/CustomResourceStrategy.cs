using System.Text.Json.Nodes;
using Orkestra.DevCluster.Cel;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Schemas;
using Orkestra.DevCluster.Strategies;

namespace Orkestra.DevCluster.CustomResources;

/// <summary>Custom resources: an update must say on which version it builds, and the rules of the schema hold.</summary>
internal sealed class CustomResourceStrategy(TypeSchema schema, IReadOnlyList<string> selectableFields) : ResourceStrategy
{
    private readonly CelRules _rules = new(schema);

    public override bool UpdatesUnconditionally => false;

    public override IReadOnlySet<string> SelectableFields { get; } = Fields([.. selectableFields]);

    public override bool HasRules => !_rules.IsEmpty;

    public override IEnumerable<FieldError> ValidateRules(JsonObject obj, JsonObject? live) => _rules.Check(schema, obj, live);
}

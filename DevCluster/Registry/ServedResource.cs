using System.Text.Json.Nodes;
using Orkestra.DevCluster.Apply;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Storage;
using Orkestra.DevCluster.Strategies;
using Orkestra.DevCluster.Types;

namespace Orkestra.DevCluster.Registry;

/// <summary>One resource in one version as it is served. A changed CRD makes new ones.</summary>
internal sealed class ServedResource
{
    private readonly IRepresentation _representation;

    public ServedResource(ServedKind kind, ResourceStore store, ResourceStrategy strategy, IRepresentation representation, TimeProvider clock)
    {
        (Kind, Store, Strategy, _representation) = (kind, store, strategy, representation);
        FieldManager = new FieldManager(kind, clock);
        BareItemPrefix = kind.Custom ? 0 : System.Text.Encoding.UTF8.GetByteCount($"{{\"kind\":\"{kind.Kind}\",\"apiVersion\":\"{kind.ApiVersion}\",");
    }

    public ServedKind Kind { get; }
    public ResourceStore Store { get; }
    public ResourceStrategy Strategy { get; }
    public FieldManager FieldManager { get; }
    public IReadOnlyList<string> Verbs { get; init; } = AllVerbs;

    /// <summary>Columns of a CRD; null for the built-in kinds.</summary>
    public IReadOnlyList<PrinterColumn>? Columns { get; init; }

    /// <summary>Ends the watches when the resource is gone.</summary>
    public CancellationToken Gone { get; init; }

    /// <summary>Nothing can be created: the CRD is being deleted.</summary>
    public bool Terminating { get; init; }

    /// <summary>Told with every request: the version is deprecated.</summary>
    public string? DeprecationWarning { get; init; }

    /// <summary>Bytes at the start of an encoded object that its copy in a list does not have; lists of built-in kinds name the kind once.</summary>
    public int BareItemPrefix { get; }

    public static IReadOnlyList<string> AllVerbs { get; } = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    public string Group => Kind.Group;
    public string Plural => Kind.Plural;

    /// <summary>"deployments.apps", as messages name it.</summary>
    public string QualifiedName => ApiErrors.Qualified(Plural, Group);

    public byte[] Encode(StoredObject stored) => stored.Encoded(this, _representation.Encode);

    public JsonObject Read(StoredObject stored) => JsonBytes.ParseObject(Encode(stored));

    /// <summary>What is stored for an object of this version. The argument may be reused as the answer only when the two are the same.</summary>
    public JsonObject ToStorage(JsonObject obj) => _representation.ToStorage(obj);

    public object StorageEncoding => _representation.StorageEncoding ?? this;

    public ApiException NotFound(string name) => ApiErrors.NotFound(Group, Plural, name);
}

using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Schemas;

/// <summary>The type of a value, the same model for built-in kinds and for CRDs. Immutable; it may refer to itself.</summary>
internal sealed record TypeSchema
{
    private readonly Lazy<IReadOnlyDictionary<string, TypeSchema>> _properties = NoProperties;
    private static readonly Lazy<IReadOnlyDictionary<string, TypeSchema>> NoProperties = new(() => new Dictionary<string, TypeSchema>(StringComparer.Ordinal));

    /// <summary>The type of what is not described: kept as it is, its fields deduced from the value.</summary>
    public static TypeSchema Any { get; } = new() { PreserveUnknownFields = true };

    /// <summary>The name of the OpenAPI definition (io.k8s.api.apps.v1.Deployment) of a type that has one.</summary>
    public string? Name { get; init; }
    public SchemaType Type { get; init; }
    public string? Format { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>The fields of an object in the order of their declaration.</summary>
    public IReadOnlyDictionary<string, TypeSchema> Properties { get => _properties.Value; init => _properties = new(() => value); }

    /// <summary>For types that refer to themselves: asked once, on first use.</summary>
    public Func<IReadOnlyDictionary<string, TypeSchema>> LazyProperties { init => _properties = new(value); }
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The type of a list's items or a map's values.</summary>
    public TypeSchema? Items { get; init; }
    public ListType ListType { get; init; }
    public IReadOnlyList<string> ListMapKeys { get; init; } = [];

    /// <summary>An object or map that is one value with one owner (x-kubernetes-map-type: atomic).</summary>
    public bool AtomicMap { get; init; }
    public StrategicMerge? Strategic { get; init; }

    /// <summary>What a built-in object keeps of this field; CRDs keep what they are given.</summary>
    public Presence Presence { get; init; }

    public bool PreserveUnknownFields { get; init; }
    public bool EmbeddedResource { get; init; }
    public bool Nullable { get; init; }

    /// <summary>What the server fills in where the field is absent and its parent is present. Clone it before use.</summary>
    public JsonNode? Default { get; init; }
    public IReadOnlyList<JsonNode?> Enum { get; init; } = [];
    public string? Pattern { get; init; }
    public double? Minimum { get; init; }
    public bool ExclusiveMinimum { get; init; }
    public double? Maximum { get; init; }
    public bool ExclusiveMaximum { get; init; }
    public double? MultipleOf { get; init; }
    public long? MinLength { get; init; }
    public long? MaxLength { get; init; }
    public long? MinItems { get; init; }
    public long? MaxItems { get; init; }
    public bool UniqueItems { get; init; }
    public long? MinProperties { get; init; }
    public long? MaxProperties { get; init; }
    public IReadOnlyList<TypeSchema> AllOf { get; init; } = [];
    public IReadOnlyList<TypeSchema> AnyOf { get; init; } = [];
    public IReadOnlyList<TypeSchema> OneOf { get; init; } = [];
    public TypeSchema? Not { get; init; }
    public IReadOnlyList<ValidationRule> Validations { get; init; } = [];

    /// <summary>Reads the schema of a CRD version (spec.versions[].schema.openAPIV3Schema); apiVersion, kind and metadata of the root get their built-in types.
    /// With <paramref name="preserveUnknown"/> (spec.preserveUnknownFields) or without a schema everything is kept.</summary>
    public static TypeSchema FromOpenApi(JsonObject? openApiV3Schema, bool preserveUnknown = false) => OpenApiSchemaReader.ReadRoot(openApiV3Schema, preserveUnknown);

    /// <summary>The name or the type: schemas may be recursive.</summary>
    public override string ToString() => Name ?? Type.ToString();
}

using System.Reflection;
using System.Text.Json.Nodes;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Types;

/// <summary>The built-in kinds and their types. Made once per server; immutable.</summary>
internal sealed class BuiltInTypes
{
    private const string Core = "io.k8s.api.core.v1";
    private const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1";

    private readonly Dictionary<string, TypeSchema> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, string Version, string Kind), ServedKind> _byKind;

    public BuiltInTypes()
    {
        var reader = new TypeDefinitionReader();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".types", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var text = new StreamReader(stream);
            reader.Read(text);
        }
        foreach (var type in MetadataSchema.Named)
            _types.Add(type.Name!, type);
        var kinds = reader.Kinds.Select(k => k.Type).ToHashSet();
        foreach (var definition in reader.Types)
            _types.Add(definition.FullName, Declare(definition, kinds.Contains(definition)));
        All = [.. reader.Kinds.Select(Serve)];
        _byKind = All.ToDictionary(k => (k.Group, k.Version, k.Kind));
    }

    /// <summary>Every kind in every version, the preferred version of a group first.</summary>
    public IReadOnlyList<ServedKind> All { get; }

    /// <summary>Every named type by its OpenAPI name.</summary>
    public IReadOnlyDictionary<string, TypeSchema> Named => _types;

    public ServedKind? Find(string group, string version, string kind) => _byKind.GetValueOrDefault((group, version, kind));

    /// <summary>A named type, such as io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta; also Status, DeleteOptions and Scale.</summary>
    public TypeSchema Type(string definitionName) => _types[definitionName];

    private TypeSchema Declare(TypeDefinition definition, bool isKind) => new()
    {
        Name = definition.FullName,
        Type = SchemaType.Object,
        AtomicMap = definition.Atomic,
        Required = [.. definition.Fields.Where(f => f.Required).Select(f => f.Name)],
        LazyProperties = () =>
        {
            var properties = definition.Fields.ToDictionary(f => f.Name, f => Field(definition, f), StringComparer.Ordinal);
            return isKind ? RootProperties.Of(properties) : properties;
        },
    };

    private TypeSchema Field(TypeDefinition owner, FieldDefinition field)
    {
        var element = Resolve(owner, field.TypeName);
        if (field.Atomic || field.Granular)
            element = element with { AtomicMap = field.Atomic };
        if (field.Enum.Count > 0)
            element = element with { Enum = [.. field.Enum.Select(value => (JsonNode)value)] };
        var schema = field.Container switch
        {
            SchemaType.List => new TypeSchema { Type = SchemaType.List, Items = element, ListType = field.ListType, ListMapKeys = field.ListMapKeys },
            SchemaType.Map => new TypeSchema { Type = SchemaType.Map, Items = element with { AtomicMap = false }, AtomicMap = field.Atomic },
            _ => element,
        };
        return schema with { Presence = field.Presence, Strategic = field.Strategic, Default = field.Default };
    }

    private TypeSchema Resolve(TypeDefinition owner, string name) => name switch
    {
        "string" => new TypeSchema { Type = SchemaType.String },
        "bytes" => new TypeSchema { Type = SchemaType.String, Format = "byte" },
        "time" or "microtime" => new TypeSchema { Type = SchemaType.String, Format = "date-time" },
        "bool" => new TypeSchema { Type = SchemaType.Boolean },
        "int32" or "int64" => new TypeSchema { Type = SchemaType.Integer, Format = name },
        "double" => new TypeSchema { Type = SchemaType.Number, Format = name },
        "quantity" => new TypeSchema { Type = SchemaType.Quantity },
        "intstr" => new TypeSchema { Type = SchemaType.IntOrString, Format = "int-or-string" },
        "any" => TypeSchema.Any with { AtomicMap = true },
        _ => _types.GetValueOrDefault($"{owner.Package}.{name}")
            ?? _types.GetValueOrDefault($"{Core}.{name}")
            ?? _types.GetValueOrDefault($"{Meta}.{name}")
            ?? throw new FormatException($"{owner.FullName} refers to {name}, which is not defined"),
    };

    private ServedKind Serve(KindDefinition kind)
    {
        var slash = kind.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        var categories = kind.Flags.Where(f => f[0] == '@').Select(f => f[1..]);
        return new ServedKind
        {
            Group = slash < 0 ? "" : kind.ApiVersion[..slash],
            Version = kind.ApiVersion[(slash + 1)..],
            Kind = kind.Type.Name,
            Plural = kind.Plural,
            Singular = kind.Type.Name.ToLowerInvariant(),
            Namespaced = !kind.Flags.Contains("cluster"),
            Schema = _types[kind.Type.FullName],
            ShortNames = kind.ShortNames,
            Categories = [.. kind.Flags.Contains("all") ? categories.Prepend("all") : categories],
            HasStatus = kind.Flags.Contains("status"),
            HasGeneration = kind.Flags.Contains("gen"),
            Scale = kind.Flags.Contains("scale") ? new ScaleFacts("spec.replicas", "status.replicas", "spec.selector") : null,
        };
    }
}

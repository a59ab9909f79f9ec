using System.Text.Json.Nodes;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Cel;

/// <summary>The rules of a schema and of all below it. A value that an update leaves as it was is forgiven what it breaks, unless the rule compares it with its former state.</summary>
internal sealed class CelRules
{
    private readonly Dictionary<TypeSchema, IReadOnlyList<CelRule>> _rules = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="CelSyntaxException">A rule cannot be read or evaluated here.</exception>
    /// <exception cref="CelException">A rule names what is not there.</exception>
    public CelRules(TypeSchema schema) => Collect(schema, correlatable: true);

    public bool IsEmpty => _rules.Count == 0;

    public IEnumerable<FieldError> Check(TypeSchema schema, JsonObject obj, JsonObject? live)
    {
        if (IsEmpty)
            return [];
        try
        {
            var errors = new List<FieldError>();
            Check(schema, obj, live, "", errors);
            return errors;
        }
        catch (CelSyntaxException unsupported)
        {
            throw ApiErrors.NotImplemented($"this server cannot evaluate a rule of x-kubernetes-validations: {unsupported.Message}");
        }
    }

    /// <summary>Whether a schema has rules at or below it, and so has to be visited.</summary>
    private bool Collect(TypeSchema schema, bool correlatable)
    {
        var found = schema.Validations.Count > 0;
        var below = correlatable && (schema.Type != SchemaType.List || schema.ListType == ListType.Map);
        foreach (var child in schema.Properties.Values.Append(schema.Items).OfType<TypeSchema>())
            found |= Collect(child, below);
        if (found)
            _rules[schema] = [.. schema.Validations.Select(rule => Read(rule, schema, correlatable))];
        return found;
    }

    private static CelRule Read(ValidationRule rule, TypeSchema schema, bool correlatable)
    {
        try
        {
            var read = new CelRule(rule, schema);
            return !read.UsesOldSelf || correlatable ? read : throw new CelException("oldSelf cannot be used on the uncorrelatable portion of the schema");
        }
        catch (CelSyntaxException error)
        {
            throw new CelSyntaxException($"{FieldError.Quote(rule.Rule)}: {error.Message}");
        }
        catch (CelException error)
        {
            throw new CelException($"{FieldError.Quote(rule.Rule)}: compilation failed: {error.Message}");
        }
    }

    private void Check(TypeSchema schema, JsonNode? value, JsonNode? live, string path, List<FieldError> errors)
    {
        if (value is null || !_rules.TryGetValue(schema, out var rules))
            return;
        var same = live is not null && JsonNode.DeepEquals(value, live);
        if (rules.Count > 0)
        {
            var self = new CelScope("self", CelValues.Of(value, schema), live is null ? null : new CelScope("oldSelf", CelValues.Of(live, schema), null));
            errors.AddRange(rules.Where(rule => rule.UsesOldSelf ? live is not null : !same).Select(rule => rule.Check(self, path)).OfType<FieldError>());
        }

        switch (value)
        {
            case JsonObject map:
                foreach (var (name, item) in map)
                {
                    if ((schema.Properties.GetValueOrDefault(name) ?? schema.Items) is { } inner)
                        Check(inner, item, (live as JsonObject)?[name], schema.Type == SchemaType.Map ? $"{path}[{name}]" : path.Length == 0 ? name : $"{path}.{name}", errors);
                }

                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                    Check(items, list[i], Former(schema, list[i], live as JsonArray), $"{path}[{i}]", errors);
                break;
        }
    }

    /// <summary>The former state of an item is known where items have keys.</summary>
    private static JsonNode? Former(TypeSchema schema, JsonNode? item, JsonArray? live) => schema.ListType == ListType.Map
        ? live?.FirstOrDefault(other => schema.ListMapKeys.All(key => JsonNode.DeepEquals(other.Dig(key), item.Dig(key))))
        : null;
}

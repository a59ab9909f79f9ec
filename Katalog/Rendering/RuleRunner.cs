using System.Text.Json.Nodes;
using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Rendering;

/// <summary>Runs the rules of an entry on the variables of a pass. Nothing of the custom resource itself is changed.</summary>
internal static class RuleRunner
{
    private static readonly string[] Roots = ["spec", "metadata"];

    /// <summary>The variables with the values that the mutation rules give; every rule sees those before it.</summary>
    public static TemplateScope Mutate(AdmissionDefinition admission, TemplateScope written, Action<RenderFailure> fail)
    {
        if (!admission.Mutation.Any(static rule => rule.CountsInPasses))
            return written;

        var roots = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var root in Roots)
            roots[root] = written.TryGet(root, out var given) && given is JsonObject present ? (JsonObject)present.DeepClone() : new JsonObject();
        var scope = written.With(roots);
        foreach (var rule in admission.Mutation.Where(static rule => rule.CountsInPasses))
        {
            try
            {
                if (Holds(rule.Conditions, scope, rule.Place))
                    Set((JsonObject)roots[rule.Field[0]]!, rule, scope);
            }
            catch (RenderFaultException e)
            {
                fail(new RenderFailure(rule.Path, e.Place, e.Message));
            }
        }

        return scope;
    }

    /// <summary>Every rule that the custom resource does not obey, in the order of the file. Rules about other objects are not asked here.</summary>
    public static IReadOnlyList<RuleViolation> Validate(AdmissionDefinition admission, TemplateScope scope, bool inPass, Action<RenderFailure> fail)
    {
        if (admission.Validation.Count == 0)
            return [];
        var violations = new List<RuleViolation>();
        foreach (var rule in admission.Validation.Where(rule => (rule.CountsInPasses || !inPass) && rule.Condition is not null))
        {
            try
            {
                if (Holds(rule.Conditions, scope, rule.Place) && !Holds(new ConditionSet([rule.Condition!], []), scope, rule.Place))
                    violations.Add(new RuleViolation(rule.Path, rule.Field, Message(rule, scope), rule.IsWarning, rule.Place));
            }
            catch (RenderFaultException e)
            {
                fail(new RenderFailure(rule.Path, e.Place, e.Message));
            }
        }

        return violations;
    }

    private static bool Holds(ConditionSet conditions, TemplateScope scope, Diagnostics.SourcePlace place)
    {
        try
        {
            return conditions.Holds(scope);
        }
        catch (TemplateException e)
        {
            throw new RenderFaultException(place, $"a condition failed: {e.Id}: {e.Message}", e);
        }
    }

    private static string Message(ValidationRule rule, TemplateScope scope)
    {
        var message = rule.Message is { } fragment ? fragment.ConstantText ?? Values.ToText(fragment.Evaluate(scope), fragment.Place) : null;
        if (string.IsNullOrEmpty(message))
            message = "the value is not allowed";
        return rule.Link is null ? message : $"{message} (see {rule.Link})";
    }

    private static void Set(JsonObject root, MutationRule rule, TemplateScope scope)
    {
        var target = root;
        foreach (var step in rule.Field.Skip(1).Take(rule.Field.Count - 2))
        {
            if (target[step] is null)
                target[step] = new JsonObject();
            if (target[step] is not JsonObject next)
                throw new RenderFaultException(rule.Place, $"{string.Join('.', rule.Field)} cannot be set: {step} is no map");
            target = next;
        }

        var name = rule.Field[^1];
        if (!rule.IsOverride && !IsEmpty(target[name]))
            return;
        var value = rule.ValueType is { } type ? StatusValue.Read(rule.Value!.Evaluate(scope), type, rule.Value.Place) : rule.Value!.ToNode(scope);
        if (value is not null)
            target[name] = value;
    }

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonValue value => value.TryGetValue<string>(out var text) && text.Length == 0,
        JsonArray list => list.Count == 0,
        JsonObject map => map.Count == 0,
        _ => false,
    };
}

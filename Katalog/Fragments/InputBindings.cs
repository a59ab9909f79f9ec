using System.Text.Json.Nodes;
using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>The inputs of one import of a Motif, compiled. An input is evaluated where it is used, and only if it is.</summary>
internal sealed class InputBindings : TemplateInputs
{
    private readonly Dictionary<string, (MotifInput Input, Fragment? Value)> _inputs;
    private readonly JsonObject? _constants;

    public InputBindings(ImportScope scope, FragmentCompiler compiler)
    {
        _inputs = scope.Inputs.ToDictionary(input => input.Name, input => (input, input.Value is { } value ? compiler.Compile(value) : null), StringComparer.Ordinal);
        _constants = Constants();
    }

    public override IReadOnlyCollection<string> Names => _inputs.Keys;

    public override TemplateScope Bind(TemplateScope scope, IReadOnlyList<string>? names) => scope.With(Root, _constants ?? Values(scope, names));

    public override string Written(IReadOnlyList<string>? names) => string.Join(", ", Chosen(names).Select(each => $"{each.Input.Name}: {each.Value?.Written}"));

    public override TemplateReads Reads(IReadOnlyList<string>? names) =>
        UnitedReads.Of([.. Chosen(names).Select(each => each.Value?.Reads ?? TemplateReads.None)]);

    /// <summary>The values, where they are the same in every scope; null where they are not, or where one is of the wrong type, which has been reported.</summary>
    private JsonObject? Constants()
    {
        if (!_inputs.Values.All(each => each.Value is null or ConstantFragment))
            return null;
        try
        {
            return Values(new TemplateScope(new Dictionary<string, object?>(StringComparer.Ordinal), TemplateSurroundings.At(DateTimeOffset.UnixEpoch)), null);
        }
        catch (TemplateException)
        {
            return null;
        }
    }

    private IEnumerable<(MotifInput Input, Fragment? Value)> Chosen(IReadOnlyList<string>? names) =>
        names is null ? _inputs.Values : names.Where(_inputs.ContainsKey).Select(name => _inputs[name]);

    private JsonObject Values(TemplateScope scope, IReadOnlyList<string>? names)
    {
        var all = new JsonObject();
        foreach (var (input, value) in Chosen(names))
            all[input.Name] = value is null ? null : Value(input, value, scope);
        return all;
    }

    private static JsonNode? Value(MotifInput input, Fragment value, TemplateScope scope)
    {
        try
        {
            var given = value.ToNode(scope);
            if (input.Type is not { } type)
                return given;
            return InputTypes.Convert(type, given, out var converted) ? converted : throw Failed(input, value, $"it must be {InputTypes.Describe(type)}", null);
        }
        catch (RenderFaultException e)
        {
            throw Failed(input, value, e.Message, e);
        }
    }

    private static TemplateException Failed(MotifInput input, Fragment value, string reason, Exception? inner) =>
        new(TemplateDiagnostics.Evaluation, $"the input {input.Name} ({value.Place}): {reason}", TemplatePlace.Of(value.Written, 0), inner);
}

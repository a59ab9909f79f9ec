using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Gives the inputs of a Motif the values of one import, and says what does not fit.</summary>
internal sealed class InputBinder(Findings findings)
{
    /// <param name="import">The item of <c>imports</c>.</param>
    /// <param name="motif">The Motif that it names.</param>
    public ImportScope Bind(Located import, Located motif)
    {
        var name = motif.At("metadata", "name")?.Text ?? motif.Node.Source.Reference;
        var inputs = new List<MotifInput>();
        foreach (var declared in motif.At("inputs")?.Items() ?? [])
        {
            if (declared.At("name") is not { } at || at.Text is not { Length: > 0 } key)
                continue;
            if (inputs.Exists(other => string.Equals(other.Name, key, StringComparison.Ordinal)))
                findings.Error(DiagnosticIds.DuplicateName, at, $"the Motif has two inputs called {key}", "give each input a name of its own");
            else
                inputs.Add(Bind(import, declared, name, key));
        }

        CheckNames(import, name, inputs);
        return new ImportScope(name, inputs);
    }

    private MotifInput Bind(Located import, Located declared, string motif, string key)
    {
        var type = declared.At("type")?.Text;
        var given = import.At("with")?.At(key);
        if (given is null && declared.At("required")?.Flag is true && declared.At("default") is null)
            findings.Error(DiagnosticIds.MotifInput, import, $"the Motif {motif} needs the input {key}", $"add it to with: {key}: …");
        var value = given ?? declared.At("default");
        if (value is { } chosen)
            CheckValue(chosen, declared, key, type);
        return new MotifInput(key, type, value);
    }

    private void CheckValue(Located value, Located declared, string key, string? type)
    {
        if (value.Text is { } text && Template.IsTemplate(text))
            return;
        if (type is not null && InputTypes.Names.Contains(type, StringComparer.Ordinal) && (NodeJson.Of(value.Node) is not { } json || !InputTypes.Convert(type, json, out _)))
            findings.Error(DiagnosticIds.MotifInput, value, $"the input {key} must be {InputTypes.Describe(type)}, and this is {value.Node.Description}", "give it a value of this type");
        var allowed = declared.At("enum")?.Items().Select(item => item.Text).OfType<string>().ToList() ?? [];
        if (allowed.Count > 0 && (value.Text is not { } one || !allowed.Contains(one, StringComparer.Ordinal)))
            findings.Error(DiagnosticIds.MotifInput, value, $"the input {key} cannot be {value.Text ?? value.Node.Description}", $"write one of {string.Join(", ", allowed)}");
    }

    private void CheckNames(Located import, string motif, List<MotifInput> inputs)
    {
        foreach (var (entry, value) in import.At("with")?.Entries() ?? [])
        {
            if (inputs.Exists(input => string.Equals(input.Name, entry.Key, StringComparison.Ordinal)))
                continue;
            var names = inputs.ConvertAll(input => input.Name);
            var mend = NearestName.Of(entry.Key, names) is { } near ? $"did you mean {near}?" : names.Count == 0 ? "leave with out: it has none" : $"its inputs are {string.Join(", ", names)}";
            findings.Error(DiagnosticIds.MotifInput, value.PlaceOf(entry.KeyMark), $"the Motif {motif} has no input {entry.Key}", mend);
        }
    }
}

using Orkestra.Katalog.Checks;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Katalog.Resources;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Compiles the entries of <c>onCreate</c>, <c>onReconcile</c> and the other hooks.</summary>
internal sealed class ResourceBinder(FragmentCompiler compiler, ConditionBinder conditions, BehaviourBinder behaviour)
{
    /// <summary>Keys that are bound here and not rendered as fields.</summary>
    private static readonly HashSet<string> ControlKeys = new(StringComparer.Ordinal)
    {
        "when", "or", "forEach", "reconcile", "forceConflict", "prune", "adopt", "sleep", "deletionPolicy", "name", "namespace", "labels", "annotations", "metadata", "namespaced", "hasStatus", "toNamespaces", "autoscale",
    };

    private static readonly HashSet<string> ReservedVariables = new(StringComparer.Ordinal)
    {
        "apiVersion", "kind", "metadata", "spec", "status", "children", "ork", "external", "cross", "inputs", "request", "health", "metrics", "events", "previous", "value", "index",
    };

    /// <summary>The entries in the order in which they are applied: the whole of onCreate, then onReconcile.</summary>
    public IReadOnlyList<ResourceEntry> Bind(Located? onCreate, Located? onReconcile, bool forceConflict) =>
        [.. BindHook("onCreate", onCreate, appliesByDefault: false, forceConflict), .. BindHook("onReconcile", onReconcile, appliesByDefault: true, forceConflict)];

    /// <summary>The entries of one hook.</summary>
    public List<ResourceEntry> BindHook(string hook, Located? block, bool appliesByDefault, bool forceConflict) =>
        block is { } given ? BindHook(hook, given, conditions.Bind(given), appliesByDefault, forceConflict) : [];

    /// <summary>Entries that name children and do not describe them. The conditions of the block are none of theirs.</summary>
    public List<ResourceEntry> BindNames(string hook, Located block, bool forceConflict) => BindHook(hook, block, ConditionSet.Always, appliesByDefault: true, forceConflict);

    private List<ResourceEntry> BindHook(string hook, Located given, ConditionSet around, bool appliesByDefault, bool forceConflict)
    {
        var entries = new List<ResourceEntry>();
        foreach (var (key, shape) in ResourceShapes.InApplyOrder)
        {
            if (given.At(key) is not { } list)
                continue;
            var index = 0;
            foreach (var item in list.Items())
            {
                if (item.Node is MapNode)
                    entries.Add(BindEntry($"{hook}.{key}[{index}]", key, shape, item, around, appliesByDefault, forceConflict));
                index++;
            }
        }

        return entries;
    }

    private ResourceEntry BindEntry(string path, string key, IResourceShape shape, Located at, ConditionSet around, bool appliesByDefault, bool forceConflict)
    {
        var body = BindBody(key, shape, at, around);
        var entry = new ResourceEntry
        {
            Path = path,
            Place = at.Place,
            Key = key,
            Kind = shape.StaticKind(body.Fields),
            Mode = Mode(key, at, appliesByDefault),
            Once = key is "secrets" && IsOnce(at),
            Autoscale = shape is WorkloadShape ? behaviour.Autoscale(at.At("autoscale")) : null,
            Deletion = at.At("deletionPolicy")?.Text switch { "orphan" => ChildDeletion.Orphan, "retain" => ChildDeletion.Retain, _ => ChildDeletion.Delete },
            Sleep = at.At("sleep")?.Duration is { } sleep && sleep > TimeSpan.Zero ? sleep : null,
            Prune = at.At("prune")?.Flag ?? false,
            Adopt = at.At("adopt")?.Flag ?? false,
            ForceConflict = at.At("forceConflict")?.Flag ?? forceConflict,
            Body = body,
        };
        CheckName(key, at, body);
        CheckOnce(key, at);
        CheckSteadiness(entry, body);
        return entry;
    }

    private static bool IsOnce(Located at) => at.At("once")?.Flag ?? (at.At("rotateAfter") is not null || at.At("tls") is not null);

    /// <summary>A job cannot be changed once it is made. A secret that keeps its values can always be kept as declared.</summary>
    private ApplyMode Mode(string key, Located at, bool appliesByDefault)
    {
        if (key is "secrets" && IsOnce(at))
            return ApplyMode.Apply;
        if (key is not "jobs")
            return at.At("reconcile")?.Flag ?? appliesByDefault ? ApplyMode.Apply : ApplyMode.CreateOnce;
        if (at.At("reconcile") is { } reconcile && reconcile.Flag is true)
            compiler.Findings.Warning(DiagnosticIds.NoEffect, reconcile.Place, "reconcile has no effect on a job: what a job does cannot be changed once it is made", "leave it out; give the job another name to run it again");
        return ApplyMode.CreateOnce;
    }

    private ChildBody BindBody(string key, IResourceShape shape, Located at, ConditionSet around)
    {
        var own = conditions.Bind(at);
        var metadata = at.At("metadata");
        return new ChildBody
        {
            Shape = shape,
            Fields = Fields(key, at),
            Name = compiler.CompileIfGiven(Head("name")),
            Namespace = compiler.CompileIfGiven(Head("namespace")),
            ToNamespaces = key is "secrets" or "configMaps" ? compiler.CompileIfGiven(at.At("toNamespaces")) : null,
            Labels = Labels(Head("labels")),
            Annotations = Labels(Head("annotations")),
            ForEach = BindForEach(at.At("forEach")),
            Conditions = [.. new[] { around, own }.Where(set => !set.IsEmpty)],
        };

        // In an object in its native form only metadata says these.
        Located? Head(string name) => metadata?.At(name) ?? (key is "resources" ? null : at.At(name));
    }

    private MapFragment Fields(string list, Located at) => new(
        at.Place,
        [
            .. at.Entries()
                .Where(entry => (list is "custom" or "resources" || !ControlKeys.Contains(entry.Entry.Key)) && !entry.Value.Node.IsNull)
                .Select(entry => KeyValuePair.Create(entry.Entry.Key, ResourceLanguage.Entry(list).CompileKey(entry.Entry.Key, entry.Value, compiler))),
        ]);

    private MapFragment? Labels(Located? at) => at is { Node: MapNode or ListNode } given ? compiler.CompileLabels(given) : null;

    private ForEachDefinition? BindForEach(Located? at)
    {
        if (at is not { } given || given.At("field") is not { } field || field.Text is not { } text)
            return null;

        var name = "item";
        if (given.At("as") is { } variable && variable.Text is { } written)
        {
            if (!IsIdentifier(written))
                compiler.Findings.Error(DiagnosticIds.BadName, variable, $"{written} cannot be the name of a variable", "write letters, digits and _ only, a letter first");
            else if (ReservedVariables.Contains(written))
                compiler.Findings.Error(DiagnosticIds.BadName, variable, $".{written} means something else already", "choose another name");
            else
                name = written;
        }

        var inner = BindForEach(given.At("forEach"));
        if (Template.IsTemplate(text))
            return new ForEachDefinition(name, null, compiler.Compile(field), field.Place, inner);
        if (field.Node is ScalarNode { Source.Scope: not null } input && (text is TemplateInputs.Root || text.StartsWith(TemplateInputs.Root + ".", StringComparison.Ordinal)))
            return new ForEachDefinition(name, null, compiler.Compile(field with { Node = input.WithText($"{{{{ .{text} }}}}") }), field.Place, inner);
        if (ContextPath.TryParse(text) is { } path)
        {
            compiler.Reads.Add(new WrittenRead(field, new TemplateReads([path.Read], ReadsTime: false, IsRandom: false)));
            return new ForEachDefinition(name, path, null, field.Place, inner);
        }

        compiler.Findings.Error(DiagnosticIds.BadName, field, $"{text} is no path to a list or map", "write names joined by dots: spec.regions");
        return null;
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private void CheckName(string key, Located at, ChildBody body)
    {
        if (body.Name is null)
        {
            if (body.Shape.DefaultNameSuffix is null && (at.At("metadata") is not null || key is not "resources"))
                compiler.Findings.Error(DiagnosticIds.RequiredKey, at.Place, $"{ResourceLanguage.Entry(key).Name} needs a name", key is not ("custom" or "resources") ? "add a name; the kind has no namespaces, so a default would not be one custom resource's alone" : "add metadata: { name: \"{{ .metadata.name }}-…\" }");
            else if (body.Shape.DefaultNameSuffix is not null && body.ForEach is not null)
                compiler.Findings.Error(DiagnosticIds.RequiredKey, at.Place, "an entry with forEach needs a name, or its children would all have the same", "add a name that uses the element: \"{{ .metadata.name }}-{{ .item }}\"");
        }
        else if (body.Name.ConstantText is { } name)
        {
            if (ObjectNames.Fault(name, body.Shape.Names) is { } fault)
                compiler.Findings.Error(DiagnosticIds.BadName, body.Name.Place, $"the name {name} {fault}", "choose a name that Kubernetes takes");
            else if (body.ForEach is not null)
                compiler.Findings.Error(DiagnosticIds.DuplicateChild, body.Name.Place, $"every element of forEach yields the name {name}", "use the element in the name: \"{{ .metadata.name }}-{{ .item }}\"");
        }

        if (body.Namespace?.ConstantText is { Length: > 0 } ns && ObjectNames.Fault(ns, NameRule.Label) is { } namespaceFault)
            compiler.Findings.Error(DiagnosticIds.BadName, body.Namespace.Place, $"the namespace {ns} {namespaceFault}", "choose a name that Kubernetes takes");
    }

    private void CheckOnce(string key, Located at)
    {
        if (key is "secrets" && at.At("once") is { } once && once.Flag is false && (at.At("rotateAfter") is not null || at.At("tls") is not null))
            compiler.Findings.Error(DiagnosticIds.NotAllowed, once, "once: false contradicts rotateAfter and tls, whose values are made once and kept", "leave once out");
    }

    /// <summary>What differs at every pass is written at every pass, or makes another child at every pass.</summary>
    private void CheckSteadiness(ResourceEntry entry, ChildBody body)
    {
        CheckSteadiness(body.Name, "the name of the child is another one at every pass, so every pass makes one and deletes the last", "name the child by what stays the same");
        CheckSteadiness(body.Namespace, "the namespace of the child is another one at every pass", "choose the namespace by what stays the same");
        if (entry is not { Mode: ApplyMode.Apply })
            return;
        if (!entry.Once)
            CheckSteadiness(body.Fields, "a value that differs at every pass, in an entry that is kept as declared, changes the object at every pass", "put the entry under onCreate without reconcile; a random value in a secret may say once: true");
        foreach (var labels in new[] { body.Labels, body.Annotations })
            CheckSteadiness(labels, "a label or annotation that differs at every pass changes the object at every pass", "leave the function out, or put the entry under onCreate without reconcile");
    }

    private void CheckSteadiness(Fragment? part, string message, string mend)
    {
        if (part is { Reads.IsRandom: true })
            compiler.Findings.Warning(DiagnosticIds.RandomInApply, part.Place, $"random: {message}", mend);
        if (part is { Reads.RunsWithTime: true })
            compiler.Findings.Warning(DiagnosticIds.ClockInChild, part.Place, $"time runs: {message}", mend);
    }
}

using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Checks;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Conversion;
using Orkestra.Katalog.Dependencies;
using Orkestra.Katalog.Composition;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Enrichment;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Gates;
using Orkestra.Katalog.Hooking;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Resources;
using Orkestra.Katalog.Selectors;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>Makes an operator box of one checked entry.</summary>
internal sealed class EntryBinder(Located document, FunctionTable functions, ProfileSet profiles, Findings findings, EntryDefaults defaults)
{
    private readonly IReadOnlyList<string> _finalizers = Names(document.At("spec", "finalizers"));
    private readonly string _notes = Text(document.At("notes"));
    private readonly string _profiles = Text(document.At("profiles"));

    /// <summary>Null when the entry has no type; everything else that is wrong has been reported and reads as its default.</summary>
    public CrdEntry? Bind(string name, Located at, References references)
    {
        var settings = new BoxSettings(at, findings);
        var queue = settings.CheckedQueue();
        var types = new TypeBinder(findings).Bind(at, references);
        var forceConflict = settings.TuningFlag("forceConflict") ?? true;
        var compiler = new FragmentCompiler(functions, findings, profiles);
        var conditions = new ConditionBinder(compiler);
        var behaviour = new BehaviourBinder(compiler, conditions);
        var normalize = new NormalizeBinder(compiler).Bind(settings.Normalize);
        var profile = settings.Profile(profiles);
        var requeue = new TuningBinder(compiler, conditions).Requeue(settings.Requeue);
        var hooks = new ResourceBinder(compiler, conditions, behaviour);
        var resources = hooks.Bind(settings.Hook("onCreate"), settings.Hook("onReconcile"), forceConflict);
        var status = new StatusBinder(compiler, conditions, StatusSchema.Of(references.Crd, types?.Types.Version)).Bind(settings.Status);
        var admission = new RuleBinder(compiler, conditions).Bind(settings.Validation, settings.Mutation);
        var wantedWhile = settings.WantedWhile is { } older ? conditions.Bind(older) : ConditionSet.Always;
        var calls = new ExternalBinder(compiler, conditions);
        var gates = GateBinder.Bind(settings, conditions, calls);
        var external = calls.Bind(at, settings, gates);
        var cross = new ObservationBinder(compiler, calls).Cross(settings.Cross);
        var lifecycle = new LifecycleBinder(compiler, conditions, hooks, behaviour).Bind(at, settings, forceConflict);
        var enrichments = new EnrichBinder(conditions, findings).Bind(at);
        CheckNamespace(at.At("namespace"));
        var entry = new CrdEntry
        {
            Name = name,
            Place = at.Place,
            Enabled = at.At("enabled")?.Flag ?? true,
            Description = at.At("description")?.Text,
            Types = types?.Types ?? new ApiTypes("", "", "", ""),
            Namespaced = types?.Namespaced ?? true,
            Namespace = at.At("namespace")?.Text,
            LabelSelector = Selector(at.At("labelSelector"), "label selector", "write it as kubectl does: tier=web,env in (a, b),!legacy", SelectorText.ParseLabels),
            FieldSelector = Selector(at.At("fieldSelector"), "field selector", "write it as kubectl does: metadata.name=web", SelectorText.ParseFields),
            Crd = references.Crd,
            Samples = [.. references.Samples.Select(sample => sample.Object)],
            Workers = settings.TuningNumber("workers") ?? profile.Workers ?? defaults.Workers,
            WorkersConfigured = settings.TuningNumber("workers") is not null || profile.Workers is not null,
            Resync = settings.TuningDuration("resync") ?? profile.Resync ?? defaults.Resync,
            Requeue = requeue,
            PruneMaxResources = (int)(settings.Prune?.At("maxCRs")?.Whole ?? CrdEntry.DefaultPruneMaxResources),
            ForceConflict = forceConflict,
            IgnoreStatusPatch = settings.RuntimeFlag("ignoreStatusPatch") ?? false,
            IgnoreObservedGeneration = settings.RuntimeFlag("ignoreObservedGeneration") ?? false,
            AllowedNamespaces = settings.RuntimeNames("allowedNamespaces"),
            RestrictedNamespaces = settings.RuntimeNames("restrictedNamespaces"),
            Finalizers = [.. _finalizers.Union(settings.RuntimeNames("finalizers"), StringComparer.Ordinal)],
            RemoveFinalizers = settings.RuntimeFlag("removeFinalizers") ?? false,
            Resources = resources,
            Normalize = normalize,
            Admission = admission,
            WantedWhile = wantedWhile,
            Status = status,
            Gates = gates,
            External = external,
            Enrichments = enrichments,
            Reads = EnrichBinder.AddTo(ReadsOf(external, cross, settings.ObservedEvents is not null, ReadsBinder.Bind(resources, status, normalize, requeue, [.. ReadsOf(admission), wantedWhile.Reads, .. gates.Select(gate => gate.Conditions.Reads), .. ExternalBinder.ReadsOf(external.All), .. ObservationBinder.ReadsOf(cross), .. enrichments.Select(each => each.Conditions.Reads)], lifecycle)), enrichments),
            Revision = Revision.Of([name, EntryText.Of((MapNode)at.Node), _notes, _profiles, string.Join(',', _finalizers), .. references.Texts]),
        };
        return types is null ? null : Checked(WithTuning(WithNeighbours(lifecycle.AddTo(entry), at, settings, references, cross, compiler, conditions), settings, queue, profile, new TuningBinder(compiler, conditions)), settings, references, compiler, conditions);
    }

    /// <summary>How the box runs besides what it makes. What autoscale asks of the box is no read of a custom resource.</summary>
    private CrdEntry WithTuning(CrdEntry entry, BoxSettings settings, Located? queue, ReconcilerProfile profile, TuningBinder tuning)
    {
        var maxDepth = (int)(queue?.At("maxDepth")?.Whole ?? profile.MaxDepth ?? 0);
        var behaviour = tuning.Behaviour(queue);
        var ofBox = new FragmentCompiler(functions, findings, profiles);
        return entry with
        {
            FailureThreshold = (int)(queue?.At("failureThreshold")?.Whole ?? profile.FailureThreshold ?? defaults.FailureThreshold),
            MaxDepth = maxDepth,
            Behaviour = behaviour,
            RetryBackoff = new RetryBinder(findings).Bind(queue?.At("retryBackoff")),
            Autoscale = new TuningBinder(ofBox, new ConditionBinder(ofBox)).Autoscale(settings.Autoscale, behaviour),
        };
    }

    /// <summary>What is outside changes without telling: time alone can change the outcome. What others have changes without the custom resource.</summary>
    private static EntryReads ReadsOf(ExternalDefinition external, IReadOnlyList<CrossRead> cross, bool readsEvents, EntryReads reads)
    {
        if (cross.Count > 0 || readsEvents)
            reads = reads with { ReadsSources = true };
        return external.All.Any(call => call.CountsInPasses) ? reads with { ReadsTime = true, ChildrenReadTime = true } : reads;
    }

    /// <summary>What code does is not told either. It is shown whole children, and makes what it declares.</summary>
    private static EntryReads ReadsOf(IReadOnlyList<ReconcilerDefinition> reconcilers, EntryReads reads)
    {
        if (reconcilers.Count == 0)
            return reads;
        return reads with
        {
            ReadsTime = true,
            ChildrenReadTime = true,
            ReadsAllChildren = true,
            ChildrenReadChildren = reads.ChildrenReadChildren || reconcilers.Any(reconciler => reconciler.Payload.Children),
            Status = ReconcilerBinder.ReadsOf(reconcilers).Any(read => read.Fields.Any(field => field.Path is ["status", ..])) ? Projection.Whole : reads.Status,
            StaticKinds = [.. reads.StaticKinds.Union(reconcilers.SelectMany(reconciler => reconciler.ManagedResources).Select(managed => managed.Reference))],
        };
    }

    private CrdEntry Checked(CrdEntry entry, BoxSettings settings, References references, FragmentCompiler compiler, ConditionBinder conditions)
    {
        ChildChecks.Check(entry.Resources, findings);
        CheckSamples(entry, references);
        new EntryChecks(functions, findings).Check(entry, settings.Status, references, compiler.Reads, conditions.Written);
        return entry with { NotExecuted = [.. findings.NotExecuted.Where(found => IsBelow(found.Place.YamlPath, entry.Place.YamlPath))] };
    }

    /// <summary>What the entry has to do with other entries, other versions and the outside.</summary>
    private CrdEntry WithNeighbours(CrdEntry entry, Located at, BoxSettings settings, References references, IReadOnlyList<CrossRead> cross, FragmentCompiler compiler, ConditionBinder conditions)
    {
        // Its templates see other versions, so they are no reads of this one.
        var conversions = new ConversionBinder(new FragmentCompiler(functions, findings, profiles));
        var conversion = conversions.Bind(settings.Conversion);
        new ConversionCheck(references.Crd ?? references.CrdBeside, entry.Types.Kind, functions, findings).Check(conversions.Written);
        var reconcilers = new ReconcilerBinder(compiler, new ExternalBinder(compiler, conditions)).Bind(settings, entry.ForceConflict);
        settings.CheckDefault(reconcilers.Count > 0);
        return entry with
        {
            Reconcilers = reconcilers,
            Resources = settings.RunsTemplates ? entry.Resources : [],
            Reads = ReadsOf(reconcilers, entry.Reads),
            // The other version of a kind that another entry reconciles: one object is reconciled by one box.
            Enabled = entry.Enabled && conversion is not { IsParticipant: true },
            DependsOn = DependencyBinder.Bind(at.At("dependsOn")),
            Cross = cross,
            // Gates of watches see other objects.
            Watches = new WatchBinder(new ConditionBinder(new FragmentCompiler(functions, findings, profiles))).Bind(settings.Watches, settings.ObservedEvents),
            ReadsChanges = entry.Gates.Any(GateBinder.ReadsChanges),
            CrossAccess = (at.At("crossAccess")?.Flag ?? true) && (document.At("crossAccess")?.Flag ?? true),
            Origin = AboutBinder.Origin(at),
            Conversion = conversion,
        };
    }

    private static IEnumerable<TemplateReads> ReadsOf(AdmissionDefinition admission)
    {
        foreach (var rule in admission.Mutation)
        {
            yield return rule.Conditions.Reads;
            if (rule.Value is { } value)
                yield return value.Reads;
        }

        foreach (var rule in admission.Validation)
        {
            yield return rule.Conditions.Reads;
            if (rule.Condition is { } condition)
                yield return condition.Reads;
            if (rule.Message is { } message)
                yield return message.Reads;
        }
    }

    private static bool IsBelow(string path, string entry) => path.StartsWith(entry, StringComparison.Ordinal) && path.Length > entry.Length && path[entry.Length] is '.' or '[';

    private static string Text(Located? block) => block is { } given ? NodeJson.Of(given.Node)?.ToJsonString() ?? "" : "";

    private static IReadOnlyList<string> Names(Located? list) => list is { } given ? [.. given.Items().Select(item => item.Text).OfType<string>()] : [];

    private string? Selector(Located? at, string what, string mend, Func<string, IReadOnlyList<Requirement>?> parse)
    {
        if (at is not { } given || given.Text is not { Length: > 0 } text)
            return null;
        if (parse(text) is null)
            findings.Error(DiagnosticIds.BadSelector, given, $"{text} is no {what}", mend);
        return text;
    }

    private void CheckNamespace(Located? at)
    {
        if (at is { } given && given.Text is { } ns && ObjectNames.Fault(ns, NameRule.Label) is { } fault)
            findings.Error(DiagnosticIds.BadName, given, $"the namespace {ns} {fault}", "choose a name that Kubernetes takes; leave it out to watch all namespaces");
    }

    private void CheckSamples(CrdEntry entry, References references)
    {
        foreach (var (sample, at) in references.Samples)
        {
            var kind = sample["kind"]?.ToString();
            if (!string.Equals(kind, entry.Types.Kind, StringComparison.Ordinal))
                findings.Warning(DiagnosticIds.BadSample, at.Place, $"the sample is of kind {kind ?? "(none)"}, and the entry watches {entry.Types.Kind}", "correct the sample; it is used in dev mode and tests only");
        }
    }
}

using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Hooking;

/// <summary>Compiles <c>hooks</c>, <c>constructor</c> and <c>remote</c>.</summary>
internal sealed class ReconcilerBinder(FragmentCompiler compiler, ExternalBinder calls)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The code of an entry, in the order in which it is asked.</summary>
    public IReadOnlyList<ReconcilerDefinition> Bind(BoxSettings settings, bool forceConflict)
    {
        var all = new List<ReconcilerDefinition>();
        foreach (var (key, kind) in new[] { ("hooks", ReconcilerKind.Hooks), ("constructor", ReconcilerKind.Constructor), ("remote", ReconcilerKind.Remote) })
        {
            if (settings.Hook(key) is { Node: MapNode } at)
                all.Add(Bind(kind, key, at, forceConflict));
        }

        return [.. all.OrderByDescending(each => each.RunsFirst)];
    }

    /// <summary>What its templates read.</summary>
    public static IEnumerable<TemplateReads> ReadsOf(IEnumerable<ReconcilerDefinition> reconcilers)
    {
        foreach (var reconciler in reconcilers)
        {
            foreach (var fragment in new Fragment?[] { reconciler.Call.Url, reconciler.Call.Auth?.SecretName, reconciler.Call.Auth?.SecretNamespace, reconciler.Args })
            {
                if (fragment is not null)
                    yield return fragment.Reads;
            }

            foreach (var fragment in reconciler.ManagedResources.SelectMany(managed => new[] { managed.Name, managed.Namespace }).OfType<Fragment>())
                yield return fragment.Reads;
        }
    }

    private ReconcilerDefinition Bind(ReconcilerKind kind, string key, Located at, bool forceConflict) => new()
    {
        Kind = kind,
        Place = at.Place,
        Function = kind is ReconcilerKind.Remote ? null : at.At("function")?.Text ?? "",
        RunsFirst = kind is not ReconcilerKind.Hooks || at.At("runHooksFirst")?.Flag is true,
        ForceConflict = forceConflict,
        ManagedResources = [.. (at.At("managedResources")?.Items() ?? []).Select(Managed).OfType<ManagedKind>()],
        Args = at.At("args") is { Node: MapNode } args ? compiler.CompileMap(args) : null,
        Payload = at.At("payload") is { } payload ? Payload(payload) : PayloadFilter.Everything,
        Call = new ExternalCall
        {
            Name = key,
            Path = key,
            Place = at.Place,
            Protocol = kind is ReconcilerKind.Remote ? "http" : ReconcilerDefinition.HookProtocol,
            Timeout = calls.Time(at.At("timeout")) is { } timeout && timeout > TimeSpan.Zero ? timeout : DefaultTimeout,
            Url = calls.Constant(at.At("endpoint"), compiler.CompileIfGiven(at.At("endpoint"))),
            Auth = kind is ReconcilerKind.Remote ? calls.Auth(at.At("auth")) : null,
            OneAtATime = true,
        },
    };

    private ManagedKind? Managed(Located at)
    {
        if (at.At("kind")?.Text is not { Length: > 0 } kind)
            return null;
        var apiVersion = at.At("apiVersion")?.Text;
        var (group, version) = (at.At("group")?.Text ?? "", at.At("version")?.Text);
        if (apiVersion is null && version is null)
            return null;
        return new ManagedKind(apiVersion ?? (group.Length == 0 ? version! : $"{group}/{version}"), kind, at.At("plural")?.Text)
        {
            Name = compiler.CompileIfGiven(at.At("name")),
            Namespace = compiler.CompileIfGiven(at.At("namespace")),
        };
    }

    private PayloadFilter Payload(Located at) => new()
    {
        OfObject = Paths(at.At("object", "exclude")),
        Children = at.At("children", "enabled")?.Flag ?? true,
        OfChildren = Paths(at.At("children", "exclude")),
        OfKinds = (at.At("children", "resources")?.Entries() ?? []).GroupBy(entry => entry.Entry.Key.ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => (IReadOnlyList<FieldPath>)[.. kind.SelectMany(entry => Paths(entry.Value.At("exclude")))], StringComparer.Ordinal),
    };

    private List<FieldPath> Paths(Located? list)
    {
        var paths = new List<FieldPath>();
        foreach (var item in list?.Items() ?? [])
        {
            if (item.Text is not { } text)
                continue;
            if (FieldPath.Parse(text, out var error, out _) is { } path)
                paths.Add(path);
            else
                compiler.Findings.Error(DiagnosticIds.BadName, item, $"{text} is no path: {error}", "write keys with dots between: spec.password, metadata.annotations");
        }

        return paths;
    }
}

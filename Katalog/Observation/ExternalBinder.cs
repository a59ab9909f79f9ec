using System.Globalization;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Gates;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Schema;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Observation;

/// <summary>Compiles the lists <c>external</c>.</summary>
internal sealed class ExternalBinder(FragmentCompiler compiler, ConditionBinder conditions)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The calls of an entry, everything else of which is compiled.</summary>
    public ExternalDefinition Bind(Located entry, BoxSettings settings, IReadOnlyList<Gate> gates)
    {
        var external = new ExternalDefinition
        {
            Gates = Bind("preReconcile.external", entry.At("operatorBox", "preReconcile", "external"), ConditionSet.Always),
            OwnOfGates = [.. gates.SelectMany(gate => gate.Calls)],
            Mutation = Bind("admission.mutation.external", settings.Mutation?.At("external"), ConditionSet.Always),
            Validation = Bind("admission.validation.external", settings.Validation?.At("external"), ConditionSet.Always),
            Children = [.. Bind("external", entry.At("operatorBox", "external"), ConditionSet.Always), .. OfHook("onReconcile", settings), .. OfHook("onCreate", settings), .. Bind("hooks.external", settings.Hook("hooks")?.At("external"), ConditionSet.Always)],
        };
        foreach (var read in compiler.Reads.Where(read => read.Reads.Fields.Any(field => field.Path is ["external", _, "durationSeconds", ..])))
            compiler.Findings.Warning(DiagnosticIds.NoEffect, read.At.Place, "durationSeconds is nothing here: it differs at every call, so what shows it would be written for ever", "look at the metric controller_external_call_duration_seconds");
        return external;
    }

    /// <summary>The calls that one gate asks by itself.</summary>
    public IReadOnlyList<ExternalCall> OfGate(Located gate)
    {
        var path = gate.Path.ToString();
        return Bind($"preReconcile.{path[(path.LastIndexOf('.') + 1)..]}.external", gate.At("external"), ConditionSet.Always);
    }

    private List<ExternalCall> OfHook(string name, BoxSettings settings) =>
        settings.Hook(name) is { } hook && hook.At("external") is { } list ? Bind($"{name}.external", list, conditions.Bind(hook)) : [];

    /// <param name="path">Where the list is declared in the entry.</param>
    /// <param name="list">The list, or null.</param>
    /// <param name="around">What must hold for the block that has the list.</param>
    private List<ExternalCall> Bind(string path, Located? list, ConditionSet around)
    {
        var calls = new List<ExternalCall>();
        foreach (var at in list?.Items() ?? [])
        {
            if (at.Node is MapNode && at.At("name")?.Text is { } name)
            {
                var call = Call(string.Create(CultureInfo.InvariantCulture, $"{path}[{calls.Count}]"), name, at, around);
                calls.Add(call with { Reads = [.. ReadsOf([call]).SelectMany(reads => reads.Fields)] });
            }
        }

        return calls;
    }

    /// <summary>What the calls themselves read.</summary>
    public static IEnumerable<TemplateReads> ReadsOf(IEnumerable<ExternalCall> calls)
    {
        foreach (var call in calls)
        {
            foreach (var conditions in call.Conditions)
                yield return conditions.Reads;
            foreach (var fragment in new[] { call.Url, call.Method, call.Query, call.Arguments, call.Body, call.Headers, call.Auth?.SecretName, call.Auth?.SecretNamespace })
            {
                if (fragment is not null)
                    yield return fragment.Reads;
            }
        }
    }

    private ExternalCall Call(string path, string name, Located at, ConditionSet around)
    {
        var protocol = at.At("protocol")?.Text ?? "http";
        var isQuery = protocol is "prometheus" or "postgres";
        if (at.At("protocol") is { } given && protocol is not ("http" or "prometheus" or "postgres"))
            compiler.Findings.NotRun(given.Place, $"external calls with the protocol {protocol} are checked, but not executed by this version: what has one is not run");
        else if (isQuery && at.At("query") is null)
            compiler.Findings.Error(DiagnosticIds.RequiredKey, at.Place, $"a call with the protocol {protocol} needs query", protocol is "postgres" ? "add query: select count(*) from orders" : "add query: sum(up)");
        else if (!isQuery && at.At("query") is { } query)
            compiler.Findings.Warning(DiagnosticIds.NoEffect, query.Place, "query has no effect with the protocol http", "write the query into the url, or protocol: prometheus");
        if (protocol is not "postgres" && at.At("args") is { } args)
            compiler.Findings.Warning(DiagnosticIds.NoEffect, args.Place, "args are parameters of a query of postgres", "leave them out");
        if (protocol is not "postgres" && at.At("poolSize") is { } pool)
            compiler.Findings.Warning(DiagnosticIds.NoEffect, pool.Place, "poolSize has no effect here: every call has connections of its own", "leave it out");
        return new ExternalCall
        {
            Name = name,
            Path = path,
            PoolSize = (int)(at.At("poolSize")?.Whole ?? 2),
            Arguments = at.At("args") is { Node: ListNode } list ? Constant(list, compiler.Compile(list)) as ListFragment : null,
            Place = at.Place,
            Protocol = protocol,
            Timeout = Time(at.At("timeout")) is { } timeout && timeout > TimeSpan.Zero ? timeout : TimeSpan.FromSeconds(10),
            ExpectedStatus = (int?)at.At("expectedStatus")?.Whole,
            ContinueOnError = at.At("continueOnError")?.Flag ?? false,
            CacheFor = at.At("cacheFor")?.Duration ?? TimeSpan.Zero,
            Sleep = Time(at.At("sleep")) ?? TimeSpan.Zero,
            Retry = new RetryBinder(compiler.Findings).Bind(at.At("retryBackoff")),
            CountsInPasses = at.At("fires", "reconcile")?.Flag ?? true,
            Method = Constant(at.At("method"), compiler.CompileIfGiven(at.At("method"))),
            Url = Constant(at.At("url"), compiler.CompileIfGiven(at.At("url"))),
            Query = Constant(at.At("query"), compiler.CompileIfGiven(at.At("query"))),
            Body = Constant(at.At("body"), compiler.CompileIfGiven(at.At("body"))),
            Headers = at.At("headers") is { Node: MapNode } headers ? Constant(headers, compiler.CompileMap(headers)) : null,
            Auth = Auth(at.At("auth")),
            Conditions = [around, conditions.Bind(at)],
        };
    }

    /// <summary>A question that is another one each time has no answer.</summary>
    public T? Constant<T>(Located? at, T? fragment)
        where T : Fragment
    {
        if (at is { } given && fragment is { Reads.IsRandom: true })
            compiler.Findings.Error(DiagnosticIds.NotAllowed, given, "a random value asks something else at every pass, so that no answer is ever used", "use a value of the custom resource, such as {{ .metadata.uid }}");
        return fragment;
    }

    public TimeSpan? Time(Located? at)
    {
        if (at is not { } given || given.Duration is not { } time)
            return null;
        if (time <= Longest)
            return time;
        compiler.Findings.Error(DiagnosticIds.OutOfRange, given, "nothing waits longer than a day for a call", "write 24h or less");
        return Longest;
    }

    /// <summary>What authorises a question.</summary>
    public ExternalAuth? Auth(Located? at)
    {
        if (at is not { Node: MapNode } given)
            return null;
        var header = given.At("header")?.Text ?? "Authorization";
        if (given.At("secretRef") is { } secret)
            return new ExternalAuth(header, null, compiler.CompileIfGiven(secret.At("name")), compiler.CompileIfGiven(secret.At("namespace")), secret.At("key")?.Text ?? "token", secret.Place);
        if (given.At("env")?.Text is { Length: > 0 } variable)
            return new ExternalAuth(header, variable, null, null, "", given.Place);
        if (given.At("token") is not { } token)
            return null;
        if (token.Text is { } older && OlderKey.VariableOf(older) is { } name)
            return new ExternalAuth(header, name, null, null, "", given.Place);
        compiler.Findings.Error(DiagnosticIds.NotAllowed, token, "a token stands in no file", "write $NAME of an environment variable, or secretRef");
        return null;
    }
}

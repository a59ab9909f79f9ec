using System.Text.Json.Nodes;
using Orkestra.Cli.Commands;
using Orkestra.Cli.Definitions;
using Orkestra.Cli.Failures;
using Orkestra.Cli.Terminal;
using Orkestra.Katalog.Admission;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Yaml;

namespace Orkestra.Cli.Templating;

/// <summary>Renders custom resources with the code of a pass, without a cluster: the children in apply order, then the status.</summary>
/// <param name="environment">The process.</param>
internal sealed class TemplateSession(CliEnvironment environment)
{
    private const string EntryAnnotation = "orkestra.orkspace.io/entry";

    private readonly ManifestReader _manifests = new(new FileSourceReader(environment.WorkingDirectory));

    /// <summary>Prints to standard output; findings go to standard error.</summary>
    /// <param name="files">The Katalogs.</param>
    /// <param name="resources">Files with custom resources; none: the samples of the Katalogs.</param>
    /// <param name="children">Files with children as they live, or none.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> files, IReadOnlyList<string> resources, IReadOnlyList<string> children, CancellationToken cancellationToken)
    {
        var definitions = await new DefinitionLoader(environment, new EntryDefaults()).LoadAsync(files, cancellationToken).ConfigureAwait(false);
        if (!await DiagnosticPrinter.AcceptAsync(definitions, environment.Error).ConfigureAwait(false))
            return ExitCode.Findings;
        if (await ReadAsync(children, cancellationToken).ConfigureAwait(false) is not { } live)
            return ExitCode.Findings;
        var given = resources.Count == 0 ? Samples(definitions) : await ReadAsync(resources, cancellationToken).ConfigureAwait(false);
        if (given is null)
            return ExitCode.Findings;
        if (given.Count == 0)
            throw new CliException(new CliFailure("ORK0040", definitions.Files[0], "there is no custom resource to render", "name a file with --cr, or give the Katalog crFiles"), ExitCode.Usage);

        var scopes = await Scopes.StartAsync(cancellationToken).ConfigureAwait(false);
        await using (scopes.ConfigureAwait(false))
        {
            var failed = false;
            foreach (var resource in given)
                failed |= !await RenderAsync(definitions, resource, live, scopes, cancellationToken).ConfigureAwait(false);
            return failed ? ExitCode.Findings : ExitCode.Ok;
        }
    }

    private static List<Manifest> Samples(LoadedDefinitions definitions) =>
        [.. definitions.EnabledEntries.SelectMany(entry => entry.Samples.Select(sample => new Manifest((JsonObject)sample.DeepClone(), entry.Place)))];

    /// <summary>Null when a file has errors, which are printed then.</summary>
    private async Task<List<Manifest>?> ReadAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var all = new List<Manifest>();
        var failed = false;
        foreach (var file in files)
        {
            var result = await _manifests.ReadAsync(file, null, cancellationToken).ConfigureAwait(false);
            foreach (var finding in result.Diagnostics)
                await environment.Error.WriteLineAsync(Short(finding).ToString()).ConfigureAwait(false);
            failed |= result.Diagnostics.Any(finding => finding.Severity == DiagnosticSeverity.Error);
            all.AddRange(result.Manifests.SelectMany(Items));
        }

        return failed ? null : all;
    }

    /// <summary>What kubectl prints of several objects is one list.</summary>
    private static IEnumerable<Manifest> Items(Manifest manifest) =>
        manifest.Object.Kind is "List" && manifest.Object["items"] is JsonArray items
            ? items.OfType<JsonObject>().Select(item => new Manifest((JsonObject)item.DeepClone(), manifest.Place))
            : [manifest];

    private async Task<bool> RenderAsync(LoadedDefinitions definitions, Manifest resource, List<Manifest> live, Scopes scopes, CancellationToken cancellationToken)
    {
        var obj = resource.Object;
        var type = GroupVersionKind.Of(obj);
        if (obj.Name.Length == 0)
            return await FailAsync(new Diagnostic("ORK0041", DiagnosticSeverity.Error, "the object has no metadata.name", "give it one", resource.Place)).ConfigureAwait(false);
        var entry = definitions.EnabledEntries.FirstOrDefault(entry =>
            string.Equals(entry.Types.Group, type.Group, StringComparison.Ordinal) && string.Equals(entry.Types.Kind, type.Kind, StringComparison.Ordinal));
        if (entry is null)
        {
            return await FailAsync(new Diagnostic(
                "ORK0041", DiagnosticSeverity.Error, $"no entry of the Katalog watches {type.Kind} of {type.ApiVersion}", "give an object of one of its kinds", resource.Place)).ConfigureAwait(false);
        }

        try
        {
            obj = await scopes.AdmitAsync(entry, obj, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException refused)
        {
            return await FailAsync(new Diagnostic("ORK0041", DiagnosticSeverity.Error, refused.ServerMessage, "mend the object: the API server would refuse it too", resource.Place)).ConfigureAwait(false);
        }

        var context = new RenderContext(obj, [.. live.Select(child => Live(entry, child.Object))], environment.Clock.GetUtcNow(), new OrkFacts(inCluster: false, null, VersionCommand.Version));
        try
        {
            var rendered = EntryRenderer.RenderChildren(entry, context);
            foreach (var violation in rendered.Violations)
                await FailAsync(Refusal(obj, violation)).ConfigureAwait(false);
            if (rendered.IsDenied)
                return false;
            foreach (var child in rendered.Children.Where(child => child.Wanted))
                await PrintChildAsync(child, obj.Namespace, scopes, cancellationToken).ConfigureAwait(false);
        }
        catch (RenderException error)
        {
            foreach (var failure in error.Failures)
                await FailAsync(failure).ConfigureAwait(false);
            return false;
        }

        return await PrintStatusAsync(entry, context).ConfigureAwait(false);
    }

    private static Diagnostic Refusal(JsonObject resource, RuleViolation violation) => new(
        "ORK0043",
        violation.IsWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
        $"[{(resource.Namespace is { } ns ? ns + "/" : "")}{resource.Name}] {violation.Field}: {violation.Message}",
        violation.IsWarning ? "it may stay as it is: the rule only warns" : "correct the custom resource: nothing is made for it while this rule refuses it",
        violation.Place);

    private static LiveChild Live(CrdEntry entry, JsonObject child)
    {
        var path = child.Annotation(EntryAnnotation) ?? entry.Resources.FirstOrDefault(declared => string.Equals(declared.Kind?.Kind, child.Kind, StringComparison.Ordinal))?.Path ?? "";
        return new LiveChild(child.ApiVersion, child.Kind, child.Namespace, child.Name, path, child);
    }

    private async Task PrintChildAsync(RenderedChild child, string? ownerNamespace, Scopes scopes, CancellationToken cancellationToken)
    {
        var obj = child.Object!;
        var resource = await scopes.FindAsync(child.ApiVersion, child.Kind, cancellationToken).ConfigureAwait(false);
        var metadata = (JsonObject)obj["metadata"]!;
        if (resource is { Namespaced: false })
            metadata.Remove("namespace");
        else if ((child.Namespace ?? ownerNamespace) is { } ns)
            metadata["namespace"] = ns;
        await environment.Out.WriteAsync($"---\n# {child.Entry.Path} ({Short(child.Entry.Place)})\n{YamlText.Of(obj)}").ConfigureAwait(false);
    }

    private async Task<bool> PrintStatusAsync(CrdEntry entry, RenderContext context)
    {
        var patch = EntryRenderer.RenderStatus(entry, context, passSucceeded: true);
        var owner = context.CustomResource;
        var status = new JsonObject
        {
            ["apiVersion"] = owner.ApiVersion,
            ["kind"] = owner.Kind,
            ["metadata"] = new JsonObject { ["name"] = owner.Name },
            ["status"] = patch.Fields.DeepClone(),
        };
        if (owner.Namespace is { } ns)
            status["metadata"]!["namespace"] = ns;
        await environment.Out.WriteAsync($"---\n# status\n{YamlText.Of(status)}").ConfigureAwait(false);
        foreach (var failure in patch.Failures)
            await FailAsync(failure).ConfigureAwait(false);
        return patch.Failures.Count == 0;
    }

    private Task<bool> FailAsync(RenderFailure failure) =>
        FailAsync(new Diagnostic("ORK0042", DiagnosticSeverity.Error, failure.Message, "mend the template, or the custom resource", failure.Place));

    private async Task<bool> FailAsync(Diagnostic finding)
    {
        await environment.Error.WriteLineAsync(Short(finding).ToString()).ConfigureAwait(false);
        return false;
    }

    private Diagnostic Short(Diagnostic finding) => finding with { Place = Short(finding.Place) };

    private SourcePlace Short(SourcePlace place) => place with { File = environment.Shorten(place.File) };
}

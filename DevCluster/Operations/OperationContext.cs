using System.Text.Json.Nodes;
using Orkestra.DevCluster.Apply;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Objects;
using Orkestra.DevCluster.Registry;
using Orkestra.DevCluster.Routing;

namespace Orkestra.DevCluster.Operations;

/// <summary>One request about one resource, with the options that all kinds of requests share.</summary>
internal sealed class OperationContext
{
    private readonly List<string> _warnings = [];

    public OperationContext(ApiRequest request, RequestTarget target, ServedResource resource)
    {
        (Request, Target, Resource) = (request, target, resource);
        if (resource.DeprecationWarning is { } warning)
            Warn(warning);
    }

    public ApiRequest Request { get; }
    public RequestTarget Target { get; }
    public ServedResource Resource { get; }
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The namespace that objects have: null in cluster scope.</summary>
    public string? Namespace => Resource.Kind.Namespaced ? Target.Namespace : null;
    public string Name => Target.Name ?? "";
    public string? Subresource => Target.Subresource;

    public bool DryRun { get; private set; }
    public FieldValidation FieldValidation { get; private set; } = FieldValidation.Warn;
    public WriteOrigin Origin => new(Request.Query.Find("fieldManager") is { Length: > 0 } named ? named : WriteOrigin.DefaultManager(Request.UserAgent), Subresource);

    /// <summary>Reads the options of a write.</summary>
    /// <exception cref="ApiException">An option has a value that there is not.</exception>
    public OperationContext ForWrite()
    {
        foreach (var dryRun in Request.Query.All("dryRun"))
            SetDryRun(dryRun);
        FieldValidation = Request.Query.Get("fieldValidation") switch
        {
            "" or "Warn" => FieldValidation.Warn,
            "Ignore" => FieldValidation.Ignore,
            "Strict" => FieldValidation.Strict,
            var other => throw ApiErrors.Invalid("meta.k8s.io", OptionsKind, "", [FieldError.NotSupported("fieldValidation", other, ["Ignore", "Strict", "Warn"])]),
        };
        if (Request.Query.Get("fieldManager") is { Length: > 128 } manager)
            throw ApiErrors.Invalid("meta.k8s.io", OptionsKind, "", [FieldError.Invalid("fieldManager", manager, "may not be longer than 128")]);
        return this;
    }

    public void ReadDryRun(JsonNode? values)
    {
        foreach (var value in values as JsonArray ?? [])
            SetDryRun(value.Text() ?? "");
    }

    public void Warn(string text)
    {
        if (!_warnings.Contains(text, StringComparer.Ordinal))
            _warnings.Add(text);
    }

    private string OptionsKind => Request.Method switch { "POST" => "CreateOptions", "PATCH" => "PatchOptions", "DELETE" => "DeleteOptions", _ => "UpdateOptions" };

    private void SetDryRun(string value)
    {
        if (value is not "All")
            throw ApiErrors.Invalid("meta.k8s.io", OptionsKind, "", [new FieldError("FieldValueNotSupported", "dryRun", $"Unsupported value: []string{{{FieldError.Quote(value)}}}: supported values: \"All\"")]);
        DryRun = true;
    }
}

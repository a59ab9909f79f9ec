using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Checks;

/// <summary>Whether conversions read what the given version has, and write what the wanted one has. The API server drops the rest.</summary>
internal sealed class ConversionCheck(JsonObject? crd, string kind, FunctionTable functions, Findings findings)
{
    public void Check(IEnumerable<WrittenPath> paths)
    {
        if (crd is null)
            return;
        foreach (var path in paths)
        {
            if (Fields(path.At.At("from"), path.From) is { } from)
                from.CheckReads(path.Reads);
            if (Fields(path.At.At("to"), path.To) is { } to && path.At.At("spec") is { } spec)
                CheckTargets(to, spec, ["spec"]);
        }
    }

    private static void CheckTargets(UnknownFieldCheck fields, Located at, IReadOnlyList<string> above)
    {
        foreach (var (entry, value) in at.Entries())
        {
            IReadOnlyList<string> path = [.. above, .. entry.Key.Split('.')];
            if (Template.IsTemplate(entry.Key))
                continue;
            if (fields.CheckWrite(value, value.PlaceOf(entry.KeyMark), path))
                CheckTargets(fields, value, path);
        }
    }

    /// <summary>Null where the CRD says nothing of the fields of this version.</summary>
    private UnknownFieldCheck? Fields(Located? at, string version)
    {
        var versions = ResourceSchema.Versions(crd);
        if (at is { } place && versions.Count > 0 && !versions.Contains(version, StringComparer.Ordinal))
            findings.Warning(DiagnosticIds.UnknownField, place.Place, $"the CRD of {kind} has no version {version}", $"its versions are {string.Join(", ", versions)}");
        return ResourceSchema.Of(crd, version) is { } schema ? new UnknownFieldCheck(schema, $"{kind} {version}", kind, [], functions, findings) : null;
    }
}

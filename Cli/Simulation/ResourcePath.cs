namespace Orkestra.Cli.Simulation;

/// <summary>What the path of a request names.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Plural">Of the resource.</param>
/// <param name="Subresource">Empty for none.</param>
/// <param name="Namespace">Null for cluster scope.</param>
/// <param name="Name">Empty for a collection.</param>
internal sealed record ResourcePath(string Group, string Plural, string Subresource, string? Namespace, string Name)
{
    /// <summary><c>deployments</c>, <c>websites/status</c>.</summary>
    public string Resource => Subresource.Length == 0 ? Plural : $"{Plural}/{Subresource}";

    /// <summary>Null for paths that name no resource.</summary>
    public static ResourcePath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (group, rest) = parts switch
        {
            ["api", _, .. var core] => ("", core),
            ["apis", var named, _, .. var others] => (named, others),
            _ => ("", Array.Empty<string>()),
        };
        return rest switch
        {
            ["namespaces", var name, "status" or "finalize"] => new ResourcePath(group, "namespaces", rest[2], null, name),
            ["namespaces", var ns, var plural, .. var tail] => new ResourcePath(group, plural, At(tail, 1), ns, At(tail, 0)),
            [var plural, .. var tail] => new ResourcePath(group, plural, At(tail, 1), null, At(tail, 0)),
            _ => null,
        };
    }

    private static string At(string[] parts, int index) => index < parts.Length ? Uri.UnescapeDataString(parts[index]) : "";
}

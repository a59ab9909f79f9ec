namespace Orkestra.Cli.Steady;

/// <summary>How objects are named in output.</summary>
internal static class ObjectText
{
    /// <summary><c>Website default/hello</c>, without a namespace for cluster scope.</summary>
    public static string Of(string kind, string? ns, string name) => string.IsNullOrEmpty(ns) ? $"{kind} {name}" : $"{kind} {ns}/{name}";
}

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>The media types of patches.</summary>
public static class PatchType
{
    public const string Json = "application/json-patch+json";
    public const string Merge = "application/merge-patch+json";
    public const string Strategic = "application/strategic-merge-patch+json";
    public const string Apply = "application/apply-patch+yaml";
}

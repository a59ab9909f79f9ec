namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>The base of areas whose cases define a kind of their own.</summary>
public abstract class CustomResourceCase(ClusterSource cluster) : ConformanceCase(cluster)
{
    protected const string WithStatus = ",\"subresources\":{\"status\":{}}";

    /// <summary>A kind Widget with one version v1 in a group of this case, gone at its end.</summary>
    protected Task<ScratchCrd> MakeAsync(string spec = ScratchCrd.AnySpec, string version = "", string scope = "Namespaced") =>
        FromAsync(ScratchCrd.Definition(Namespace, spec, version, scope));

    protected async Task<ScratchCrd> FromAsync(string definition)
    {
        var crd = await ScratchCrd.FromAsync(Api, definition);
        DeleteAtEnd(crd.DefinitionPath);
        return crd;
    }
}

using System.Net.Http.Headers;
using Orkestra.TestKit.Clusters;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Who may speak with the server.</summary>
public abstract class AuthenticationCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task A_wrong_token_is_unauthorized()
    {
        var http = Cluster.CreateHttpClient(TestUsers.Admin);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");
        using var stranger = new Api(http);

        var answer = await stranger.GetAsync(V1("configmaps"));

        answer.IsFailure(401, "Unauthorized", "Unauthorized");
    }

    [Fact]
    public async Task A_user_without_rights_is_forbidden()
    {
        using var guest = new Api(Cluster.CreateHttpClient(TestUsers.Guest));

        var answer = await guest.GetAsync(V1("configmaps"));

        answer.IsFailure(403, "Forbidden", $"configmaps is forbidden: User \"guest\" cannot list resource \"configmaps\" in API group \"\" in the namespace \"{Namespace}\"");
        answer["details/kind"].ShouldBe("configmaps");
    }

    [Fact]
    public async Task A_forbidden_write_names_verb_and_object()
    {
        using var guest = new Api(Cluster.CreateHttpClient(TestUsers.Guest));

        var answer = await guest.DeleteAsync(In("apps/v1", "deployments/web"));

        answer.IsFailure(403, "Forbidden", $"deployments.apps \"web\" is forbidden: User \"guest\" cannot delete resource \"deployments\" in API group \"apps\" in the namespace \"{Namespace}\"");
    }

    [Fact]
    public async Task A_user_without_rights_sees_the_version_and_discovery()
    {
        using var guest = new Api(Cluster.CreateHttpClient(TestUsers.Guest));

        (await guest.GetAsync("/version")).Is(200);
        (await guest.GetAsync("/apis")).Is(200);
        (await guest.GetAsync("/api/v1")).Is(200);
    }
}

using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>How a client learns what the server serves.</summary>
public abstract class DiscoveryCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task The_version_is_told()
    {
        var version = (await Api.GetAsync("/version")).Is(200);

        version["major"].ShouldBe($"{Cluster.ServerVersion.Major}");
        version["minor"].ShouldNotBeNull().ShouldStartWith($"{Cluster.ServerVersion.Minor}");
        version["gitVersion"].ShouldNotBeNull().ShouldStartWith($"v{Cluster.ServerVersion.Major}.{Cluster.ServerVersion.Minor}.");
        version["platform"].ShouldNotBeNull();
    }

    [Fact]
    public async Task The_core_group_lists_its_version()
    {
        var versions = (await Api.GetAsync("/api")).Is(200);

        versions["kind"].ShouldBe("APIVersions");
        versions["versions"].ShouldBe("""["v1"]""");
    }

    [Theory]
    [InlineData("apps", "apps/v1")]
    [InlineData("batch", "batch/v1")]
    [InlineData("networking.k8s.io", "networking.k8s.io/v1")]
    [InlineData("rbac.authorization.k8s.io", "rbac.authorization.k8s.io/v1")]
    [InlineData("coordination.k8s.io", "coordination.k8s.io/v1")]
    [InlineData("events.k8s.io", "events.k8s.io/v1")]
    [InlineData("storage.k8s.io", "storage.k8s.io/v1")]
    [InlineData("admissionregistration.k8s.io", "admissionregistration.k8s.io/v1")]
    [InlineData("apiextensions.k8s.io", "apiextensions.k8s.io/v1")]
    public async Task A_group_is_listed_with_its_preferred_version(string group, string preferred)
    {
        var groups = (await Api.GetAsync("/apis")).Is(200);

        groups["kind"].ShouldBe("APIGroupList");
        groups["apiVersion"].ShouldBe("v1");
        var found = groups.Body.At("groups")!.AsArray().Single(entry => entry.Text("name") == group);
        found.Text("preferredVersion/groupVersion").ShouldBe(preferred);
        found.At("versions")!.AsArray().Select(version => version.Text("groupVersion")).ShouldContain(preferred);
    }

    [Fact]
    public async Task A_group_is_described_on_its_own_path()
    {
        var group = (await Api.GetAsync("/apis/apps")).Is(200);

        group["kind"].ShouldBe("APIGroup");
        group["name"].ShouldBe("apps");
        group["preferredVersion/version"].ShouldBe("v1");
    }

    [Theory]
    [InlineData("/api/v1", "pods", "Pod", "po", true)]
    [InlineData("/api/v1", "configmaps", "ConfigMap", "cm", true)]
    [InlineData("/api/v1", "secrets", "Secret", null, true)]
    [InlineData("/api/v1", "services", "Service", "svc", true)]
    [InlineData("/api/v1", "serviceaccounts", "ServiceAccount", "sa", true)]
    [InlineData("/api/v1", "persistentvolumeclaims", "PersistentVolumeClaim", "pvc", true)]
    [InlineData("/api/v1", "persistentvolumes", "PersistentVolume", "pv", false)]
    [InlineData("/api/v1", "namespaces", "Namespace", "ns", false)]
    [InlineData("/api/v1", "nodes", "Node", "no", false)]
    [InlineData("/api/v1", "events", "Event", "ev", true)]
    [InlineData("/api/v1", "resourcequotas", "ResourceQuota", "quota", true)]
    [InlineData("/api/v1", "limitranges", "LimitRange", "limits", true)]
    [InlineData("/apis/apps/v1", "deployments", "Deployment", "deploy", true)]
    [InlineData("/apis/apps/v1", "replicasets", "ReplicaSet", "rs", true)]
    [InlineData("/apis/apps/v1", "statefulsets", "StatefulSet", "sts", true)]
    [InlineData("/apis/apps/v1", "daemonsets", "DaemonSet", "ds", true)]
    [InlineData("/apis/batch/v1", "jobs", "Job", null, true)]
    [InlineData("/apis/networking.k8s.io/v1", "ingresses", "Ingress", "ing", true)]
    [InlineData("/apis/networking.k8s.io/v1", "networkpolicies", "NetworkPolicy", "netpol", true)]
    [InlineData("/apis/rbac.authorization.k8s.io/v1", "roles", "Role", null, true)]
    [InlineData("/apis/rbac.authorization.k8s.io/v1", "clusterrolebindings", "ClusterRoleBinding", null, false)]
    [InlineData("/apis/autoscaling/v1", "horizontalpodautoscalers", "HorizontalPodAutoscaler", "hpa", true)]
    [InlineData("/apis/coordination.k8s.io/v1", "leases", "Lease", null, true)]
    [InlineData("/apis/storage.k8s.io/v1", "storageclasses", "StorageClass", "sc", false)]
    [InlineData("/apis/admissionregistration.k8s.io/v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", null, false)]
    [InlineData("/apis/apiextensions.k8s.io/v1", "customresourcedefinitions", "CustomResourceDefinition", "crd", false)]
    public async Task A_resource_is_listed(string path, string plural, string kind, string? shortName, bool namespaced) =>
        await ResourceIsListedAsync(path, plural, kind, shortName, namespaced);

    [Theory]
    [Since("1.21")]
    [InlineData("/apis/policy/v1", "poddisruptionbudgets", "PodDisruptionBudget", "pdb")]
    [InlineData("/apis/batch/v1", "cronjobs", "CronJob", "cj")]
    public async Task A_resource_of_1_21_is_listed(string path, string plural, string kind, string shortName) =>
        await ResourceIsListedAsync(path, plural, kind, shortName, namespaced: true);

    [Fact]
    [Since("1.23")]
    public async Task Autoscaling_v2_is_preferred()
    {
        await ResourceIsListedAsync("/apis/autoscaling/v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", "hpa", namespaced: true);
        (await Api.GetAsync("/apis/autoscaling")).Is(200)["preferredVersion/version"].ShouldBe("v2");
    }

    [Fact]
    public async Task Resources_tell_their_verbs()
    {
        var list = (await Api.GetAsync("/api/v1")).Is(200);

        var configMaps = list.Body.At("resources")!.AsArray().Single(resource => resource.Text("name") == "configmaps");
        configMaps.At("verbs")!.AsArray().Select(verb => verb!.GetValue<string>())
            .ShouldBe(["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"], ignoreOrder: true);
        configMaps.At("singularName").ShouldNotBeNull();
    }

    [Fact]
    public async Task Status_and_scale_subresources_are_listed()
    {
        var list = (await Api.GetAsync("/apis/apps/v1")).Is(200);

        var resources = list.Body.At("resources")!.AsArray();
        var status = resources.Single(resource => resource.Text("name") == "deployments/status");
        status.Text("kind").ShouldBe("Deployment");
        status.At("verbs")!.AsArray().Select(verb => verb!.GetValue<string>()).ShouldBe(["get", "patch", "update"], ignoreOrder: true);
        var scale = resources.Single(resource => resource.Text("name") == "deployments/scale");
        scale.Text("kind").ShouldBe("Scale");
        scale.Text("group").ShouldBe("autoscaling");
        scale.Text("version").ShouldBe("v1");
    }

    [Fact]
    public async Task Workloads_are_in_the_category_all()
    {
        var list = (await Api.GetAsync("/apis/apps/v1")).Is(200);

        list.Body.At("resources")!.AsArray().Single(resource => resource.Text("name") == "deployments").Text("categories").ShouldBe("""["all"]""");
    }

    [Fact]
    public async Task An_unknown_group_is_not_found()
    {
        (await Api.GetAsync("/apis/unknown.example.com/v1")).Is(404);
        (await Api.GetAsync("/apis/unknown.example.com/v1/things")).Is(404);
    }

    [Fact]
    public async Task An_unknown_resource_of_a_known_group_is_a_status()
    {
        (await Api.GetAsync("/apis/apps/v1/things")).IsFailure(404, "NotFound", "the server could not find the requested resource");
        (await Api.GetAsync(V1("things"))).IsFailure(404, "NotFound");
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task A_healthy_server_says_ok(string path) => (await Api.GetAsync(path)).Is(200).Text.ShouldBe("ok");

    [Fact]
    public async Task The_root_lists_paths()
    {
        var root = (await Api.GetAsync("/")).Is(200);

        var paths = root.Body.At("paths")!.AsArray().Select(path => path!.GetValue<string>()).ToList();
        foreach (var path in new[] { "/api", "/api/v1", "/apis", "/apis/apps/v1", "/openapi/v2", "/version" })
            paths.ShouldContain(path);
    }

    [Fact]
    public async Task OpenApi_v2_names_the_kinds_of_its_definitions()
    {
        var document = (await Api.GetAsync("/openapi/v2")).Is(200);

        document["swagger"].ShouldBe("2.0");
        var deployment = document.Body.At("definitions/io.k8s.api.apps.v1.Deployment");
        deployment.Text("x-kubernetes-group-version-kind/0/kind").ShouldBe("Deployment");
        deployment.Text("x-kubernetes-group-version-kind/0/group").ShouldBe("apps");
        document.Body.At("paths/~1apis~1apps~1v1~1namespaces~1{namespace}~1deployments/post").ShouldNotBeNull();
    }

    [Fact]
    [Since("1.24")]
    public async Task OpenApi_v3_has_an_index_and_a_document_a_group()
    {
        var index = (await Api.GetAsync("/openapi/v3")).Is(200);
        var address = index["paths/apis~1apps~1v1/serverRelativeURL"].ShouldNotBeNull();

        var document = (await Api.GetAsync(address)).Is(200);

        document["openapi"].ShouldNotBeNull().ShouldStartWith("3.");
        document["components/schemas/io.k8s.api.apps.v1.Deployment/x-kubernetes-group-version-kind/0/kind"].ShouldBe("Deployment");
    }

    [Fact]
    [Since("1.30")]
    public async Task Aggregated_discovery_tells_all_at_once()
    {
        var all = (await Api.GetAsync("/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")).Is(200);

        all.ContentType.ShouldContain("as=APIGroupDiscoveryList");
        all["kind"].ShouldBe("APIGroupDiscoveryList");
        var apps = all.Items.Single(item => item.Text("metadata/name") == "apps");
        apps.Text("versions/0/version").ShouldBe("v1");
        apps.At("versions/0/resources")!.AsArray().Select(resource => resource.Text("resource")).ShouldContain("deployments");
        var core = (await Api.GetAsync("/api", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")).Is(200);
        core.Items[0].At("versions/0/resources")!.AsArray().Select(resource => resource.Text("resource")).ShouldContain("configmaps");
    }

    [Fact]
    public async Task A_client_that_also_accepts_aggregated_discovery_gets_what_the_server_has()
    {
        var answer = (await Api.GetAsync("/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json")).Is(200);

        answer["kind"].ShouldBeOneOf("APIGroupDiscoveryList", "APIGroupList");
    }

    private async Task ResourceIsListedAsync(string path, string plural, string kind, string? shortName, bool namespaced)
    {
        var list = (await Api.GetAsync(path)).Is(200);

        list["kind"].ShouldBe("APIResourceList");
        list["groupVersion"].ShouldBe(path.Replace("/apis/", "", StringComparison.Ordinal).Replace("/api/", "", StringComparison.Ordinal));
        JsonNode? resource = list.Body.At("resources")!.AsArray().SingleOrDefault(entry => entry.Text("name") == plural);
        resource.ShouldNotBeNull($"{plural} is not in {list.Text}");
        resource.Text("kind").ShouldBe(kind);
        resource.Text("namespaced").ShouldBe(namespaced ? "true" : "false");
        if (shortName is not null)
            resource.Text("shortNames").ShouldNotBeNull().ShouldContain($"\"{shortName}\"");
    }
}

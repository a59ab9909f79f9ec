using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>What `kubectl get` shows.</summary>
public abstract class TableCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    private const string Accept = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    [Fact]
    public async Task A_list_as_a_table_has_columns_and_rows()
    {
        await CreateAsync(V1("services"), Make.Service("a"));
        await CreateAsync(V1("services"), Make.Service("b"));

        var table = (await Api.GetAsync(V1("services"), Accept)).Is(200);

        table["kind"].ShouldBe("Table");
        table["apiVersion"].ShouldBe("meta.k8s.io/v1");
        Columns(table).ShouldBe(["Name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Age", "Selector"]);
        table["columnDefinitions/0/format"].ShouldBe("name");
        table["columnDefinitions/0/type"].ShouldBe("string");
        table["columnDefinitions/6/priority"].ShouldBe("1");
        Rows(table).Count.ShouldBe(2);
        table["rows/0/cells/0"].ShouldBe("a");
        table["rows/0/cells/1"].ShouldBe("ClusterIP");
        table["rows/0/cells/3"].ShouldBe("<none>");
        table["rows/0/cells/4"].ShouldBe("80/TCP");
        table["rows/0/cells/6"].ShouldBe("app=a");
        table["metadata/resourceVersion"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Rows_carry_the_metadata_of_their_objects()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v"}""", """{"x":"y"}"""));

        var table = (await Api.GetAsync(V1("configmaps?labelSelector=x=y"), Accept)).Is(200);

        table["rows/0/object/kind"].ShouldBe("PartialObjectMetadata");
        table["rows/0/object/apiVersion"].ShouldBe("meta.k8s.io/v1");
        table["rows/0/object/metadata/name"].ShouldBe("a");
        table["rows/0/object/metadata/labels/x"].ShouldBe("y");
        table["rows/0/object/data"].ShouldBeNull();
    }

    [Fact]
    public async Task Rows_carry_whole_objects_or_none_when_asked()
    {
        await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));

        (await Api.GetAsync(V1("secrets?includeObject=Object"), Accept)).Is(200)["rows/0/object/type"].ShouldBe("Opaque");
        (await Api.GetAsync(V1("secrets?includeObject=None"), Accept)).Is(200)["rows/0/object"].ShouldBeNull();
    }

    [Fact]
    public async Task One_object_as_a_table_has_one_row()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v","l":"w"}"""));

        var table = (await Api.GetAsync(V1("configmaps/a"), Accept)).Is(200);

        Columns(table).ShouldBe(["Name", "Data", "Age"]);
        table["rows/0/cells/0"].ShouldBe("a");
        table["rows/0/cells/1"].ShouldBe("2");
        table["rows/0/cells/2"].ShouldNotBeNull().ShouldMatch("^[0-9]+m?s$");
    }

    [Fact]
    public async Task Deployments_show_their_readiness()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web", "\"replicas\":3"));
        (await Api.PatchAsync(In("apps/v1", "deployments/web/status"), PatchType.Merge, """{"status":{"replicas":3,"readyReplicas":2,"updatedReplicas":3,"availableReplicas":2}}""")).Is(200);

        var table = (await Api.GetAsync(In("apps/v1", "deployments"), Accept)).Is(200);

        Columns(table).ShouldBe(["Name", "Ready", "Up-to-date", "Available", "Age", "Containers", "Images", "Selector"]);
        Cells(table).Take(4).ShouldBe(["web", "2/3", "3", "2"]);
        Cells(table).Skip(5).ShouldBe(["main", "nginx", "app=web"]);
    }

    [Fact]
    public async Task Pods_show_phase_and_restarts()
    {
        await CreateAsync(V1("pods"), Make.Pod("a"));

        var table = (await Api.GetAsync(V1("pods"), Accept)).Is(200);

        Columns(table).Take(5).ShouldBe(["Name", "Ready", "Status", "Restarts", "Age"]);
        Cells(table).Take(4).ShouldBe(["a", "0/1", "Pending", "0"]);
    }

    [Fact]
    public async Task An_empty_table_still_has_columns()
    {
        var table = (await Api.GetAsync(V1("secrets"), Accept)).Is(200);

        Columns(table).ShouldBe(["Name", "Type", "Data", "Age"]);
        (table.Body.At("rows") as JsonArray)?.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("apps/v1", "statefulsets", "Name Ready Age Containers Images")]
    [InlineData("apps/v1", "daemonsets", "Name Desired Current Ready Up-to-date Available Node Selector Age Containers Images Selector")]
    [InlineData("apps/v1", "replicasets", "Name Desired Current Ready Age Containers Images Selector")]
    [InlineData("networking.k8s.io/v1", "ingresses", "Name Class Hosts Address Ports Age")]
    [InlineData("rbac.authorization.k8s.io/v1", "rolebindings", "Name Role Age Users Groups ServiceAccounts")]
    [InlineData("coordination.k8s.io/v1", "leases", "Name Holder Age")]
    public async Task A_kind_has_its_columns(string group, string plural, string columns)
    {
        var table = (await Api.GetAsync(In(group, plural), Accept)).Is(200);

        string.Join(' ', Columns(table)).ShouldBe(columns);
    }

    [Theory]
    [InlineData("persistentvolumeclaims", "Name Status Volume Capacity Access Modes StorageClass")]
    [InlineData("serviceaccounts", "Name Secrets Age")]
    [InlineData("events", "Last Seen Type Reason Object Subobject Source Message First Seen Count Name")]
    public async Task A_core_kind_has_its_columns(string plural, string columns)
    {
        var table = (await Api.GetAsync(V1(plural), Accept)).Is(200);

        string.Join(' ', Columns(table)).ShouldStartWith(columns);
    }

    [Fact]
    public async Task A_watch_as_a_table_has_rows_in_its_events()
    {
        await using var watch = await Api.WatchAsync(V1("secrets"), accept: "application/json;as=Table;v=v1;g=meta.k8s.io");
        await CreateAsync(V1("secrets"), Make.Secret("a", "\"type\":\"Opaque\""));

        var added = await watch.NextIsAsync("ADDED");

        added["kind"].ShouldBe("Table");
        added["rows/0/cells/0"].ShouldBe("a");
    }

    [Fact]
    public async Task Metadata_alone_can_be_asked_for()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v"}"""));

        var partial = (await Api.GetAsync(V1("configmaps/a"), "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io")).Is(200);
        var list = (await Api.GetAsync(V1("configmaps"), "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io")).Is(200);

        partial["kind"].ShouldBe("PartialObjectMetadata");
        partial["metadata/name"].ShouldBe("a");
        partial["data"].ShouldBeNull();
        list["kind"].ShouldBe("PartialObjectMetadataList");
        list.Names.ShouldContain("a");
    }

    private static List<string> Columns(Answer table) => [.. table.Body.At("columnDefinitions")!.AsArray().Select(column => column.Text("name")!)];

    private static JsonArray Rows(Answer table) => table.Body.At("rows")!.AsArray();

    private static List<string?> Cells(Answer table) => [.. Rows(table)[0]!["cells"]!.AsArray().Select((_, index) => table[$"rows/0/cells/{index}"])];
}

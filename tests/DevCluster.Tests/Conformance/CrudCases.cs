using System.Globalization;
using System.Text.RegularExpressions;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>Create, read and replace, and the metadata that the server keeps.</summary>
public abstract partial class CrudCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task A_created_object_comes_back_with_the_metadata_of_the_server()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v"}"""));

        made["kind"].ShouldBe("ConfigMap");
        made["apiVersion"].ShouldBe("v1");
        made["metadata/name"].ShouldBe("a");
        made["metadata/namespace"].ShouldBe(Namespace);
        Guid.TryParse(made.Uid, out _).ShouldBeTrue();
        ulong.Parse(made.ResourceVersion, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0UL);
        made["metadata/creationTimestamp"].ShouldNotBeNull().ShouldMatch(Seconds().ToString());
        made["data/k"].ShouldBe("v");
        made["metadata/generation"].ShouldBeNull("a ConfigMap has no generation");
    }

    [Fact]
    public async Task Kind_and_apiVersion_may_be_left_out_of_a_body()
    {
        var made = await CreateAsync(V1("configmaps"), """{"metadata":{"name":"a"}}""");

        made["kind"].ShouldBe("ConfigMap");
        made["apiVersion"].ShouldBe("v1");
    }

    [Fact]
    public async Task A_read_object_is_the_created_one()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v"}"""));

        var read = (await Api.GetAsync(V1("configmaps/a"))).Is(200);

        read.Text.Trim().ShouldBe(made.Text.Trim());
    }

    [Fact]
    public async Task A_body_in_yaml_is_understood()
    {
        var made = (await Api.PostAsync(V1("configmaps"), "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  k: v\n", "application/yaml")).Is(201);

        made["data/k"].ShouldBe("v");
    }

    [Fact]
    public async Task GenerateName_adds_five_characters()
    {
        var first = await CreateAsync(V1("configmaps"), """{"metadata":{"generateName":"part-"}}""");
        var second = await CreateAsync(V1("configmaps"), """{"metadata":{"generateName":"part-"}}""");

        first["metadata/name"].ShouldNotBeNull().ShouldMatch("^part-[a-z0-9]{5}$");
        first["metadata/generateName"].ShouldBe("part-");
        second["metadata/name"].ShouldNotBe(first["metadata/name"]);
    }

    [Fact]
    public async Task A_name_wins_over_generateName()
    {
        var made = await CreateAsync(V1("configmaps"), """{"metadata":{"name":"own","generateName":"part-"}}""");

        made["metadata/name"].ShouldBe("own");
    }

    [Fact]
    public async Task Metadata_of_the_server_in_a_create_is_replaced()
    {
        var made = await CreateAsync(V1("configmaps"), """{"metadata":{"name":"a","uid":"11111111-1111-1111-1111-111111111111","creationTimestamp":"2001-01-01T00:00:00Z","generation":7}}""");

        made.Uid.ShouldNotBe("11111111-1111-1111-1111-111111111111");
        made["metadata/creationTimestamp"].ShouldNotBeNull().ShouldNotStartWith("2001");
    }

    [Fact]
    public async Task A_name_made_again_gets_a_new_uid()
    {
        var first = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));
        (await Api.DeleteAsync(V1("configmaps/a"))).Is(200);

        var second = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        second.Uid.ShouldNotBe(first.Uid);
    }

    [Fact]
    public async Task ResourceVersions_grow_over_all_objects()
    {
        var first = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));
        var second = await CreateAsync(V1("secrets"), Make.Secret("b", "\"type\":\"Opaque\""));

        ulong.Parse(second.ResourceVersion, CultureInfo.InvariantCulture).ShouldBeGreaterThan(ulong.Parse(first.ResourceVersion, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_replace_changes_the_object_and_keeps_its_identity()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v","old":"x"}"""));

        var replaced = (await Api.PutAsync(V1("configmaps/a"), made.Body.With("data", System.Text.Json.Nodes.JsonNode.Parse("""{"k":"w"}""")))).Is(200);

        replaced["data"].ShouldBe("""{"k":"w"}""");
        replaced.Uid.ShouldBe(made.Uid);
        replaced["metadata/creationTimestamp"].ShouldBe(made["metadata/creationTimestamp"]);
        replaced.ResourceVersion.ShouldNotBe(made.ResourceVersion);
    }

    [Fact]
    public async Task A_replace_with_an_old_resourceVersion_is_a_conflict()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));
        (await Api.PatchAsync(V1("configmaps/a"), PatchType.Merge, """{"data":{"k":"v"}}""")).Is(200);

        var answer = await Api.PutAsync(V1("configmaps/a"), made.Text);

        answer.IsFailure(409, "Conflict", "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again");
        answer["details/name"].ShouldBe("a");
        answer["details/kind"].ShouldBe("configmaps");
    }

    [Fact]
    public async Task A_replace_without_a_resourceVersion_is_unconditional()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var replaced = (await Api.PutAsync(V1("configmaps/a"), Make.ConfigMap("a", """{"k":"v"}"""))).Is(200);

        replaced["data/k"].ShouldBe("v");
    }

    [Fact]
    public async Task A_replace_with_another_uid_is_a_conflict()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        var answer = await Api.PutAsync(V1("configmaps/a"), made.Body.With("metadata/uid", "11111111-1111-1111-1111-111111111111"));

        answer.IsFailure(409, "Conflict", "Precondition failed: UID in precondition: 11111111-1111-1111-1111-111111111111, UID in object meta: ");
    }

    [Fact]
    public async Task A_replace_that_changes_nothing_keeps_the_resourceVersion()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"v"}"""));

        var replaced = (await Api.PutAsync(V1("configmaps/a"), made.Text)).Is(200);

        replaced.ResourceVersion.ShouldBe(made.ResourceVersion);
    }

    [Fact]
    public async Task A_replace_of_what_is_not_there_is_not_found()
    {
        (await Api.PutAsync(V1("configmaps/absent"), Make.ConfigMap("absent"))).IsFailure(404, "NotFound", "configmaps \"absent\" not found");
    }

    [Fact]
    public async Task A_replace_that_leaves_metadata_out_keeps_what_the_server_made()
    {
        var made = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        var replaced = (await Api.PutAsync(In("apps/v1", "deployments/web"), Make.Deployment("web", "\"replicas\":3"))).Is(200);

        replaced.Uid.ShouldBe(made.Uid);
        replaced["metadata/creationTimestamp"].ShouldBe(made["metadata/creationTimestamp"]);
        replaced["metadata/generation"].ShouldBe("2");
    }

    [Fact]
    public async Task Generation_starts_at_one_and_counts_changes_of_the_spec()
    {
        var made = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));
        var scaled = (await Api.PatchAsync(In("apps/v1", "deployments/web"), PatchType.Merge, """{"spec":{"replicas":3}}""")).Is(200);
        var same = (await Api.PatchAsync(In("apps/v1", "deployments/web"), PatchType.Merge, """{"spec":{"replicas":3}}""")).Is(200);

        made["metadata/generation"].ShouldBe("1");
        scaled["metadata/generation"].ShouldBe("2");
        same["metadata/generation"].ShouldBe("2");
        same.ResourceVersion.ShouldBe(scaled.ResourceVersion);
    }

    [Fact]
    public async Task Labels_do_not_change_the_generation()
    {
        await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        var labelled = (await Api.PatchAsync(In("apps/v1", "deployments/web"), PatchType.Merge, """{"metadata":{"labels":{"a":"b"}}}""")).Is(200);

        labelled["metadata/generation"].ShouldBe("1");
        labelled["metadata/labels/a"].ShouldBe("b");
    }

    [Fact]
    public async Task A_client_cannot_set_the_generation()
    {
        var made = await CreateAsync(In("apps/v1", "deployments"), Make.Deployment("web"));

        var replaced = (await Api.PutAsync(In("apps/v1", "deployments/web"), made.Body.With("metadata/generation", 42))).Is(200);

        replaced["metadata/generation"].ShouldBe("1");
    }

    [Fact]
    public async Task Unknown_fields_are_dropped_by_default()
    {
        var made = await CreateAsync(V1("configmaps"), """{"metadata":{"name":"a","unknown":1},"data":{"k":"v"},"surprise":{"x":1}}""");

        made["surprise"].ShouldBeNull();
        made["metadata/unknown"].ShouldBeNull();
        made["data/k"].ShouldBe("v");
    }

    [Fact]
    [Since("1.25")]
    public async Task Strict_field_validation_refuses_unknown_fields()
    {
        var answer = await Api.PostAsync(V1("configmaps?fieldValidation=Strict"), """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"surprise":1}""");

        answer.IsFailure(400, "BadRequest", "strict decoding error: unknown field \"surprise\"");
    }

    [Fact]
    [Since("1.25")]
    public async Task Warn_field_validation_tells_unknown_fields_in_a_header()
    {
        var answer = (await Api.PostAsync(V1("configmaps?fieldValidation=Warn"), """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"surprise":1}""")).Is(201);

        answer.Warnings.ShouldContain(warning => warning.Contains("unknown field \"surprise\"") || warning.Contains("unknown field \\\"surprise\\\""));
    }

    [Fact]
    public async Task Timestamps_have_no_fraction()
    {
        var made = await CreateAsync(V1("configmaps"), Make.ConfigMap("a"));

        Seconds().IsMatch(made["metadata/creationTimestamp"]!).ShouldBeTrue(made.Text);
    }

    [Fact]
    public async Task Binary_data_keeps_its_bytes()
    {
        var made = await CreateAsync(V1("configmaps"), """{"metadata":{"name":"a"},"binaryData":{"b":"AAEC/w=="}}""");

        made["binaryData/b"].ShouldBe("AAEC/w==");
    }

    [Fact]
    public async Task Unicode_survives()
    {
        await CreateAsync(V1("configmaps"), Make.ConfigMap("a", """{"k":"Grüße, 世界 \"&<>\" \u0001"}"""));

        (await Api.GetAsync(V1("configmaps/a"))).Is(200)["data/k"].ShouldBe("Grüße, 世界 \"&<>\" \u0001");
    }

    [Fact]
    public async Task An_event_is_the_same_in_both_its_groups()
    {
        await CreateAsync(V1("events"), $$"""{"metadata":{"name":"e"},"involvedObject":{"kind":"Pod","name":"p","namespace":"{{Namespace}}"},"reason":"Because","message":"it was so","type":"Normal"}""");

        var other = (await Api.GetAsync(In("events.k8s.io/v1", "events/e"))).Is(200);

        other["regarding/name"].ShouldBe("p");
        other["note"].ShouldBe("it was so");
        other["reason"].ShouldBe("Because");
    }

    [Fact]
    public async Task Leases_keep_their_microseconds()
    {
        var made = await CreateAsync(In("coordination.k8s.io/v1", "leases"), """{"metadata":{"name":"l"},"spec":{"holderIdentity":"me","leaseDurationSeconds":15,"renewTime":"2030-01-01T00:00:00.123456Z"}}""");

        made["spec/renewTime"].ShouldBe("2030-01-01T00:00:00.123456Z");
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Seconds();
}

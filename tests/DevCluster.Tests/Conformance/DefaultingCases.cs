using System.Text.Json.Nodes;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>What the server fills in.</summary>
public abstract class DefaultingCases(ClusterSource cluster) : ConformanceCase(cluster)
{
    [Fact]
    public async Task A_service_gets_an_address_and_its_defaults()
    {
        var made = await CreateAsync(V1("services"), Make.Service("web"));

        made["spec/type"].ShouldBe("ClusterIP");
        made["spec/sessionAffinity"].ShouldBe("None");
        made["spec/ports/0/protocol"].ShouldBe("TCP");
        made["spec/ports/0/targetPort"].ShouldBe("80");
        System.Net.IPAddress.TryParse(made["spec/clusterIP"], out _).ShouldBeTrue(made.Text);
        made["spec/clusterIPs/0"].ShouldBe(made["spec/clusterIP"]);
        made["status/loadBalancer"].ShouldBe("{}");
    }

    [Fact]
    public async Task Two_services_have_two_addresses()
    {
        var first = await CreateAsync(V1("services"), Make.Service("a"));
        var second = await CreateAsync(V1("services"), Make.Service("b"));

        second["spec/clusterIP"].ShouldNotBe(first["spec/clusterIP"]);
    }

    [Fact]
    [Since("1.23")]
    public async Task A_service_keeps_its_address_over_a_replace_without_it()
    {
        var made = await CreateAsync(V1("services"), Make.Service("web"));

        var replaced = (await Api.PutAsync(V1("services/web"), JsonNode.Parse(Make.Service("web")).With("metadata/resourceVersion", made.ResourceVersion))).Is(200);

        replaced["spec/clusterIP"].ShouldBe(made["spec/clusterIP"]);
    }

    [Fact]
    public async Task A_headless_service_has_none()
    {
        (await CreateAsync(V1("services"), Make.Service("web", "\"clusterIP\":\"None\"")))["spec/clusterIP"].ShouldBe("None");
    }

    [Theory]
    [InlineData("NodePort")]
    [InlineData("LoadBalancer")]
    public async Task A_service_for_the_outside_gets_a_node_port(string type)
    {
        var made = await CreateAsync(V1("services"), Make.Service("web", $"\"type\":\"{type}\""));

        int.Parse(made["spec/ports/0/nodePort"]!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(30000, 32767);
        made["spec/externalTrafficPolicy"].ShouldBe("Cluster");
    }

    [Fact]
    public async Task An_external_name_has_no_address()
    {
        var made = await CreateAsync(V1("services"), """{"metadata":{"name":"web"},"spec":{"type":"ExternalName","externalName":"example.com"}}""");

        made["spec/clusterIP"].ShouldBeNull();
    }

    [Fact]
    [Since("1.22")]
    public async Task A_service_tells_its_families_and_internal_policy()
    {
        var made = await CreateAsync(V1("services"), Make.Service("web"));

        made["spec/ipFamilies"].ShouldBe("""["IPv4"]""");
        made["spec/ipFamilyPolicy"].ShouldBe("SingleStack");
        made["spec/internalTrafficPolicy"].ShouldBe("Cluster");
    }

    [Fact]
    public async Task String_data_of_a_secret_becomes_data()
    {
        var made = await CreateAsync(V1("secrets"), Make.Secret("s", "\"data\":{\"a\":\"YQ==\",\"both\":\"eA==\"},\"stringData\":{\"b\":\"b\",\"both\":\"wins\"}"));

        made["type"].ShouldBe("Opaque");
        made["data"].ShouldBe("""{"a":"YQ==","b":"Yg==","both":"d2lucw=="}""");
        made["stringData"].ShouldBeNull();
    }

    [Fact]
    public async Task Data_of_a_secret_must_be_base64()
    {
        (await Api.PostAsync(V1("secrets"), Make.Secret("s", "\"data\":{\"a\":\"***\"}"))).IsFailure(400, "BadRequest", "illegal base64 data");
    }

    [Fact]
    public async Task A_secret_for_tls_needs_its_keys()
    {
        (await Api.PostAsync(V1("secrets"), Make.Secret("s", "\"type\":\"kubernetes.io/tls\",\"data\":{}"))).IsFailure(422, "Invalid").HasCause("data[tls.crt]", "FieldValueRequired");
    }

    [Fact]
    public async Task A_claim_is_pending_and_a_file_system()
    {
        var made = await CreateAsync(V1("persistentvolumeclaims"), """{"metadata":{"name":"c"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1024Mi"}}}}""");

        made["spec/volumeMode"].ShouldBe("Filesystem");
        made["status/phase"].ShouldBe("Pending");
        made["spec/resources/requests/storage"].ShouldBe("1Gi");
    }

    [Fact]
    public async Task A_claim_may_not_shrink_or_change()
    {
        await CreateAsync(V1("persistentvolumeclaims"), """{"metadata":{"name":"c"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}""");

        (await Api.PatchAsync(V1("persistentvolumeclaims/c"), PatchType.Merge, """{"spec":{"accessModes":["ReadWriteMany"]}}"""))
            .IsFailure(422, "Invalid", "is immutable after creation").HasCause("spec", "FieldValueForbidden");
    }

    [Fact]
    public async Task References_to_roles_get_their_group()
    {
        var made = await CreateAsync(
            In("rbac.authorization.k8s.io/v1", "rolebindings"),
            """{"metadata":{"name":"b"},"roleRef":{"kind":"Role","name":"r","apiGroup":"rbac.authorization.k8s.io"},"subjects":[{"kind":"User","name":"u"},{"kind":"ServiceAccount","name":"s","namespace":"n"}]}""");

        made["subjects/0/apiGroup"].ShouldBe("rbac.authorization.k8s.io");
        made["subjects/1/apiGroup"].ShouldBeNull();
    }

    [Fact]
    public async Task A_network_policy_is_for_ingress()
    {
        (await CreateAsync(In("networking.k8s.io/v1", "networkpolicies"), """{"metadata":{"name":"p"},"spec":{"podSelector":{}}}"""))["spec/policyTypes"].ShouldBe("""["Ingress"]""");
    }

    [Fact]
    public async Task An_autoscaler_keeps_one()
    {
        var made = await CreateAsync(
            In("autoscaling/v1", "horizontalpodautoscalers"),
            """{"metadata":{"name":"h"},"spec":{"scaleTargetRef":{"kind":"Deployment","name":"web","apiVersion":"apps/v1"},"maxReplicas":3}}""");

        made["spec/minReplicas"].ShouldBe("1");
    }

    [Fact]
    public async Task An_ingress_needs_a_path_type()
    {
        (await Api.PostAsync(
            In("networking.k8s.io/v1", "ingresses"),
            """{"metadata":{"name":"i"},"spec":{"rules":[{"http":{"paths":[{"path":"/","backend":{"service":{"name":"web","port":{"number":80}}}}]}}]}}"""))
            .IsFailure(422, "Invalid").HasCause("spec.rules[0].http.paths[0].pathType", "FieldValueRequired");
    }

    [Fact]
    public async Task A_storage_class_gets_its_defaults()
    {
        var made = await CreateAsync("/apis/storage.k8s.io/v1/storageclasses", $$"""{"metadata":{"name":"{{Namespace}}"},"provisioner":"example.com/p"}""");
        DeleteAtEnd($"/apis/storage.k8s.io/v1/storageclasses/{Namespace}");

        made["reclaimPolicy"].ShouldBe("Delete");
        made["volumeBindingMode"].ShouldBe("Immediate");
    }

    [Fact]
    public async Task A_webhook_gets_its_defaults()
    {
        // It is asked about nothing that another case does: only about one kind of a group of this case.
        var made = await CreateAsync(
            "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
            $$"""
            {"metadata":{"name":"{{Namespace}}"},"webhooks":[{"name":"w.example.com","sideEffects":"None","admissionReviewVersions":["v1"],"clientConfig":{"url":"https://127.0.0.1:1/x"},
            "rules":[{"apiGroups":["{{Namespace}}.example.com"],"apiVersions":["v1"],"resources":["things"],"operations":["CREATE"]}]}]}
            """);
        DeleteAtEnd($"/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/{Namespace}");

        made["webhooks/0/failurePolicy"].ShouldBe("Fail");
        made["webhooks/0/matchPolicy"].ShouldBe("Equivalent");
        made["webhooks/0/timeoutSeconds"].ShouldBe("10");
        made["webhooks/0/rules/0/scope"].ShouldBe("*");
        made["webhooks/0/namespaceSelector"].ShouldBe("{}");
        made["webhooks/0/objectSelector"].ShouldBe("{}");
    }

    [Fact]
    [Since("1.21")]
    public async Task A_budget_of_policy_v1_is_kept()
    {
        var made = await CreateAsync(In("policy/v1", "poddisruptionbudgets"), """{"metadata":{"name":"p"},"spec":{"minAvailable":"50%","selector":{"matchLabels":{"a":"b"}}}}""");

        made["spec/minAvailable"].ShouldBe("50%");
        made["metadata/generation"].ShouldBe("1");
    }

    [Fact]
    [Since("1.23")]
    public async Task An_autoscaler_of_v2_reads_as_v1()
    {
        await CreateAsync(
            In("autoscaling/v2", "horizontalpodautoscalers"),
            """{"metadata":{"name":"h"},"spec":{"scaleTargetRef":{"kind":"Deployment","name":"web","apiVersion":"apps/v1"},"maxReplicas":3,"metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":70}}}]}}""");

        var older = (await Api.GetAsync(In("autoscaling/v1", "horizontalpodautoscalers/h"))).Is(200);

        older["apiVersion"].ShouldBe("autoscaling/v1");
        older["spec/targetCPUUtilizationPercentage"].ShouldBe("70");
    }
}

using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Rendering;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Rendering;

/// <summary>Secrets whose values are made once, certificates, and copies in other namespaces.</summary>
public sealed class SecretTests
{
    private const string Password = "onCreate:\n  secrets:\n    - { name: creds, once: true, rotateAfter: 90d, data: { password: \"{{ randomAlphanumeric 32 }}\", user: \"{{ .spec.user }}\" } }";

    [Fact]
    public async Task Texts_of_both_kinds_are_encoded_and_stringData_beats_data() =>
        (await Render.OneAsync("onReconcile:\n  secrets:\n    - { type: x/y, data: { a: \"1\", b: \"2\" }, stringData: { b: \"3\" }, immutable: true }")).ShouldBeYaml(
            "{ apiVersion: v1, kind: Secret, metadata: { name: corner-secret }, type: x/y, data: { a: MQ==, b: Mw== }, immutable: true }");

    [Fact]
    public async Task A_value_is_made_once_and_kept()
    {
        var entry = await Render.EntryAsync(Password);
        entry.Resources[0].Once.ShouldBeTrue();
        entry.Resources[0].Mode.ShouldBe(ApplyMode.Apply, "its metadata is kept as declared");

        var made = One(entry, Render.Context("""{ "user": "eve" }"""));
        Text(made, "password").Length.ShouldBe(32);
        Text(made, "user").ShouldBe("eve");
        made["metadata"]!["annotations"]!["orkestra.orkspace.io/generated-at"]!.ToString().ShouldBe("2026-03-04T12:00:00Z");

        var later = Render.Context("""{ "user": "bob" }""", "{}", Live(made, "creds", entry)) with { Now = Render.Noon.AddDays(89) };
        One(entry, later).ToJsonString().ShouldBe(made.ToJsonString());
    }

    [Fact]
    public async Task A_key_that_the_live_secret_lacks_is_made_and_one_that_is_not_declared_is_left_out()
    {
        var entry = await Render.EntryAsync(Password);
        var live = Render.Child("Secret", "creds", "onCreate.secrets[0]", """{ "data": { "password": "cHc=", "other": "eA==" }, "metadata": { "annotations": { "orkestra.orkspace.io/generated-at": "2026-03-01T00:00:00Z" } } }""");

        var data = One(entry, Render.Context("""{ "user": "eve" }""", "{}", live))["data"];

        data.ShouldBeYaml("{ password: cHc=, user: ZXZl }");
    }

    [Fact]
    public async Task A_value_that_is_too_old_is_made_anew()
    {
        var entry = await Render.EntryAsync(Password);
        var made = One(entry, Render.Context());

        var rotated = One(entry, Render.Context("{}", "{}", Live(made, "creds", entry)) with { Now = Render.Noon.AddDays(90) });

        Text(rotated, "password").ShouldNotBe(Text(made, "password"));
        rotated["metadata"]!["annotations"]!["orkestra.orkspace.io/generated-at"]!.ToString().ShouldBe("2026-06-02T12:00:00Z");
    }

    [Fact]
    public async Task A_secret_of_another_name_or_namespace_is_not_taken()
    {
        var entry = await Render.EntryAsync(Password);
        var made = One(entry, Render.Context());

        Text(One(entry, Render.Context("{}", "{}", Live(made, "other", entry))), "password").ShouldNotBe(Text(made, "password"));
        Text(One(entry, Render.Context("{}", "{}", Live(made, "creds", entry) with { Namespace = "far" })), "password").ShouldNotBe(Text(made, "password"));
    }

    [Fact]
    public async Task What_is_kept_of_a_live_secret_is_known_when_the_file_is_loaded()
    {
        var entry = await Render.EntryAsync(Password);

        var parts = entry.Reads.OfChild("Secret", isCustom: false).Apply(JsonNode.Parse("""{ "data": { "a": "b" }, "type": "x", "metadata": { "name": "n", "annotations": { "orkestra.orkspace.io/generated-at": "t", "else": "e" } } }""")!.AsObject());

        parts.ShouldBeYaml("{ data: { a: b }, metadata: { annotations: { orkestra.orkspace.io/generated-at: t } } }");
        entry.Reads.ReadsTime.ShouldBeTrue("rotation comes with time");
        (await Render.EntryAsync("onCreate:\n  secrets: [ { once: true, data: { a: b } } ]")).Reads.ReadsTime.ShouldBeFalse();
        (await Render.EntryAsync("onCreate:\n  secrets: [ { data: { a: b } } ]")).Reads.OfChild("Secret", isCustom: false).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Copies_in_other_namespaces_have_the_same_values()
    {
        var entry = await Render.EntryAsync("onCreate:\n  secrets:\n    - { name: creds, once: true, toNamespaces: \"{{ .spec.teams }}\", data: { password: \"{{ randomAlphanumeric 32 }}\" } }");

        var copies = EntryRenderer.RenderChildren(entry, Render.Context("""{ "teams": [ "red", "blue", "red" ] }""")).Children;

        copies.Select(copy => (copy.Namespace, copy.Name)).ShouldBe([("red", "creds"), ("blue", "creds")]);
        copies[0].Object!["data"].ShouldBeJson(copies[1].Object!["data"]!.ToJsonString());

        var live = Live(copies[1].Object!, "creds", entry) with { Namespace = "blue" };
        var again = EntryRenderer.RenderChildren(entry, Render.Context("""{ "teams": [ "red", "blue" ] }""", "{}", live)).Children;
        again[0].Object!["data"].ShouldBeJson(copies[0].Object!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Elements_of_a_loop_do_not_share_values()
    {
        var entry = await Render.EntryAsync("onCreate:\n  secrets:\n    - { name: \"creds\", namespace: \"{{ .item }}\", once: true, forEach: { field: spec.teams }, data: { password: \"{{ randomAlphanumeric 32 }}\" } }".Replace("name: \"creds\"", "name: \"{{ .metadata.name }}\"", StringComparison.Ordinal));

        var secrets = EntryRenderer.RenderChildren(entry, Render.Context("""{ "teams": [ "red", "blue" ] }""")).Children;

        Text(secrets[0].Object!, "password").ShouldNotBe(Text(secrets[1].Object!, "password"));
    }

    [Theory]
    [InlineData("[ a, \"{{ .spec.teams }}\" ]", "a x y", true)]
    [InlineData("b", "b", true)]
    [InlineData("\"{{ .spec.none }}\"", "", true)]
    [InlineData("\"{{ .children.configmap.data.list }}\"", "", false)]
    public async Task A_config_map_can_have_copies(string namespaces, string expected, bool complete)
    {
        var entry = await Render.EntryAsync($"onReconcile:\n  configMaps:\n    - {{ name: shared, toNamespaces: {namespaces}, data: {{ a: b }} }}");

        var rendered = EntryRenderer.RenderChildren(entry, Render.Context("""{ "teams": [ "x", "y" ] }"""));

        string.Join(' ', rendered.Children.Select(child => child.Namespace)).ShouldBe(expected);
        rendered.NamesComplete.ShouldBe(complete);
    }

    [Fact]
    public async Task A_namespace_that_is_none_is_a_failure() =>
        (await Render.FailureAsync("onReconcile:\n  configMaps:\n    - { name: shared, toNamespaces: [ \"{{ .spec.team }}\" ] }", """{ "team": "Red_One" }""")).Message.ShouldStartWith("the namespace Red_One is no name");

    [Fact]
    public async Task A_certificate_is_valid_for_its_names_and_signed_by_itself()
    {
        var entry = await Render.EntryAsync("onCreate:\n  secrets:\n    - { name: cert, tls: { dnsNames: [ \"{{ .metadata.name }}.town.svc\", \"*.example.io\", 10.0.0.1 ], validFor: 90d } }");

        var secret = One(entry, Render.Context());

        secret["type"]!.ToString().ShouldBe("kubernetes.io/tls");
        Text(secret, "ca.crt").ShouldBe(Text(secret, "tls.crt"));
        using var certificate = X509Certificate2.CreateFromPem(Text(secret, "tls.crt"), Text(secret, "tls.key"));
        certificate.HasPrivateKey.ShouldBeTrue();
        certificate.Subject.ShouldBe("CN=corner.town.svc");
        certificate.MatchesHostname("corner.town.svc").ShouldBeTrue();
        certificate.MatchesHostname("a.example.io").ShouldBeTrue();
        certificate.MatchesHostname("10.0.0.1").ShouldBeTrue();
        certificate.MatchesHostname("other.town.svc").ShouldBeFalse();
        certificate.NotAfter.ToUniversalTime().ShouldBe(Render.Noon.AddDays(90).UtcDateTime);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Render.Noon.AddDays(1).UtcDateTime;
        chain.Build(certificate).ShouldBeTrue();
    }

    [Theory]
    [InlineData(59, "corner", true)]
    [InlineData(60, "corner", false)]
    [InlineData(1, "other", false)]
    public async Task A_certificate_is_kept_until_a_third_of_its_time_is_left_or_its_names_change(int days, string name, bool kept)
    {
        var entry = await Render.EntryAsync("onCreate:\n  secrets:\n    - { name: cert, tls: { commonName: \"{{ .spec.name }}\", validFor: 90d } }");
        var made = One(entry, Render.Context("""{ "name": "corner" }"""));

        var again = One(entry, Render.Context($$"""{ "name": "{{name}}" }""", "{}", Live(made, "cert", entry)) with { Now = Render.Noon.AddDays(days) });

        (Text(again, "tls.key") == Text(made, "tls.key")).ShouldBe(kept);
    }

    [Fact]
    public async Task A_copy_has_the_data_and_type_of_its_source()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  secrets:\n    - { name: pull, fromSecret: \"{{ .spec.source }}\", fromNamespace: far, toNamespaces: [ red, blue ] }");
        var sources = new Sources(new() { ["far/registry"] = JsonNode.Parse("""{ "type": "kubernetes.io/dockerconfigjson", "data": { "a": "YQ==" } }""")!.AsObject() });
        var context = Render.Context("""{ "source": "registry" }""") with { Sources = sources };

        entry.Reads.ReadsSources.ShouldBeTrue();
        var copies = EntryRenderer.RenderChildren(entry, context).Children;

        copies.Select(copy => copy.Namespace).ShouldBe(["red", "blue"]);
        copies[1].Object.ShouldBeYaml("{ apiVersion: v1, kind: Secret, metadata: { name: pull, namespace: blue }, type: kubernetes.io/dockerconfigjson, data: { a: YQ== } }");
    }

    [Fact]
    public async Task A_source_that_is_not_known_yet_or_does_not_exist_or_cannot_be_read_is_told()
    {
        var entry = await Render.EntryAsync("onReconcile:\n  secrets: [ { fromSecret: s } ]");

        Should.Throw<SourcePendingException>(() => EntryRenderer.RenderChildren(entry, Render.Context() with { Sources = new Sources(null) }));
        Failure(new Sources([])).ShouldBe("the secret town/s does not exist");
        Failure(null).ShouldStartWith("the secret town/s cannot be read here");

        string Failure(ISourceObjects? sources) => Should.Throw<RenderException>(() => EntryRenderer.RenderChildren(entry, Render.Context() with { Sources = sources })).Failures.ShouldHaveSingleItem().Message;
    }

    [Fact]
    public async Task A_random_value_that_is_made_once_is_no_doubt()
    {
        (await Loading.Found.InAsync(Loading.Found.Box(Password))).ShouldBeEmpty();
        (await Loading.Found.InAsync(Loading.Found.Box(Password.Replace("once: true, rotateAfter: 90d, ", "reconcile: true, ", StringComparison.Ordinal)))).ShouldHaveSingleItem().ShouldStartWith("ORK1032");
    }

    [Theory]
    [InlineData("{ name: a, fromSecret: b, data: { c: d } }", "ORK1020")]
    [InlineData("{ name: a, fromNamespace: b }", "ORK1007")]
    [InlineData("{ name: a, namespace: b, toNamespaces: [ c ] }", "ORK1020")]
    [InlineData("{ name: a, tls: {} }", "ORK1007")]
    [InlineData("{ name: a, rotateAfter: soon }", "ORK1008")]
    public async Task A_mistake_in_a_secret_is_told(string secret, string id) =>
        (await Loading.Found.InAsync(Loading.Found.Box($"onCreate:\n  secrets: [ {secret} ]"))).ShouldHaveSingleItem().ShouldStartWith(id);

    private static JsonObject One(CrdEntry entry, RenderContext context) => EntryRenderer.RenderChildren(entry, context).Children.ShouldHaveSingleItem().Object.ShouldNotBeNull();

    private static LiveChild Live(JsonObject made, string name, CrdEntry entry) => new("v1", "Secret", "town", name, entry.Resources[0].Path, entry.Reads.OfChild("Secret", isCustom: false).Apply(made));

    /// <summary>Secrets by namespace and name; null: none is known yet.</summary>
    private sealed class Sources(Dictionary<string, JsonObject>? known) : ISourceObjects
    {
        public JsonObject? FindSecret(string ns, string name) => known is null ? throw new SourcePendingException($"{ns}/{name}") : known.GetValueOrDefault($"{ns}/{name}");
    }

    private static string Text(JsonObject secret, string key) => Encoding.UTF8.GetString(Convert.FromBase64String(secret["data"]![key]!.GetValue<string>()));
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Loading;

/// <summary>What the live API shows of a file.</summary>
public sealed class DeclarationTextTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("url: Host=db;Username=u;Password=s3cret")]
    [InlineData("url: postgres://u:s3cret@{{ .spec.host }}/db")]
    [InlineData("url: https://s3cret@git.example.com/x.git")]
    [InlineData("url: \"https://api.example.com/x?token=s3cret\"")]
    [InlineData("url: \"https://api.example.com/x?sig=s3cret&a=b\"")]
    [InlineData("secrets: [ { name: a, data: { word: s3cret } } ]")]
    [InlineData("secrets: [ { name: a, data: { word: 's3cret-{{ .metadata.name }}' } } ]")]
    [InlineData("secrets: [ { name: a, data: { word: '{{ \"s3cret\" }}' } } ]")]
    [InlineData("secrets: [ { name: a, data: { word: $s3cret } } ]")]
    [InlineData("resources: [ { kind: Secret, stringData: { word: s3cret } } ]")]
    [InlineData("headers: { X-Api-Key: s3cret }")]
    [InlineData("headers: { Authorization: 'Bearer s3cret{{ \"\" }}' }")]
    [InlineData("auth: { bearer: s3cret }")]
    [InlineData("apiKey: s3cret")]
    [InlineData("api_key: s3cret")]
    [InlineData("clientSecret: s3cret")]
    [InlineData("privateKey: s3cret")]
    [InlineData("passwd: s3cret")]
    [InlineData("accessTokens: [ s3cret ]")]
    [InlineData("password: 5ecret", "5ecret")]
    [InlineData("password: 123456", "123456")]
    [InlineData("env: [ { name: DB_PASSWORD, value: s3cret } ]")]
    [InlineData("mutation: [ { field: spec.password, value: s3cret } ]")]
    [InlineData("configMaps: [ { name: a, data: { app.conf: \"user = a\\npassword = s3cret\" } } ]")]
    [InlineData("body: '{\"word\":\"s3cret\"}'")]
    public void What_can_be_a_secret_is_not_shown(string yaml, string secret = "s3cret")
    {
        var text = Shown(yaml);

        text.ShouldNotContain(secret);
        text.ShouldContain("(not shown)");
    }

    [Theory]
    [InlineData("secrets: [ { name: login, data: { word: '{{ .spec.word }}' } } ]", "login", "{{ .spec.word }}")]
    [InlineData("password: '{{ .spec.password }}'", "{{ .spec.password }}")]
    [InlineData("password: ${DB_PASSWORD}", "${DB_PASSWORD}")]
    [InlineData("fromSecret: { name: login, namespace: shop }", "login", "shop")]
    [InlineData("imagePullSecrets: [ { name: registry } ]", "registry")]
    [InlineData("tls: { secretName: shop-tls }", "shop-tls")]
    [InlineData("env: [ { name: LEVEL, value: info }, { name: PASSWORD, valueFrom: { secretKeyRef: { name: login, key: word } } } ]", "info", "login", "word")]
    [InlineData("url: https://api.example.com/x?page=2", "https://api.example.com/x?page=2")]
    [InlineData("configMaps: [ { name: a, data: { level: info } } ]", "info")]
    [InlineData("replicas: 3", "3")]
    public void What_is_none_is_shown(string yaml, params string[] shown)
    {
        var text = Shown(yaml);

        foreach (var each in shown)
            text.ShouldContain(each);
        text.ShouldNotContain("(not shown)");
    }

    private static string Shown(string yaml) =>
        DeclarationText.Of(YamlReader.Read(new SourceText("a", yaml), new Findings()).ShouldHaveSingleItem().Node)!.ToJsonString(Readable);
}

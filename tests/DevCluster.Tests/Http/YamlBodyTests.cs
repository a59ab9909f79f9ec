using System.Text;
using Orkestra.DevCluster.Http;

namespace Orkestra.DevCluster.Tests.Http;

public sealed class YamlBodyTests
{
    [Theory]
    [InlineData("a: 1", """{"a":1}""")]
    [InlineData("a: \"1\"", """{"a":"1"}""")]
    [InlineData("a: yes", """{"a":true}""")]
    [InlineData("a: ~\nb:", """{"a":null,"b":null}""")]
    [InlineData("a: 1.5\nb: 1e3", """{"a":1.5,"b":1000}""")]
    [InlineData("a: 010\nb: 0x1f\nc: 09", """{"a":8,"b":31,"c":9}""")]
    [InlineData("a: [x, {b: c}]", """{"a":["x",{"b":"c"}]}""")]
    [InlineData("base: &b {x: 1}\na:\n  <<: *b\n  y: 2", """{"base":{"x":1},"a":{"x":1,"y":2}}""")]
    [InlineData("a: |\n  one\n  two\n", """{"a":"one\ntwo\n"}""")]
    public void Scalars_have_the_types_that_the_server_gives_them(string yaml, string expected) =>
        RequestBody.ReadYaml(Encoding.UTF8.GetBytes(yaml)).Node!.ToJsonString().ShouldBe(expected);

    [Fact]
    public void What_is_no_yaml_is_a_bad_request() =>
        Should.Throw<ApiException>(() => RequestBody.ReadYaml(Encoding.UTF8.GetBytes("a: [1\nb: }"))).StatusCode.ShouldBe(400);

    [Fact]
    public void A_field_that_appears_twice_is_told_and_the_last_one_counts()
    {
        var body = RequestBody.ReadJson(Encoding.UTF8.GetBytes("""{"a":{"b":1,"b":2},"c":[{"d":1,"d":3}]}"""));

        body.Duplicates.ShouldBe(["a.b", "c[0].d"]);
        body.Node!.ToJsonString().ShouldBe("""{"a":{"b":2},"c":[{"d":3}]}""");
    }
}

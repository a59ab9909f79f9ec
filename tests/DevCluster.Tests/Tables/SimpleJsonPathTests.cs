using System.Text.Json.Nodes;
using Orkestra.DevCluster.Tables;

namespace Orkestra.DevCluster.Tests.Tables;

public sealed class SimpleJsonPathTests
{
    private static readonly JsonNode Object = JsonNode.Parse("""
        {"spec":{"a.b":"dotted","list":[{"name":"x","on":true},{"name":"y","on":false}]},"status":{"conditions":[{"type":"Ready","status":"True"},{"type":"Other","status":"False"}]}}
        """)!;

    [Theory]
    [InlineData(".spec.list[0].name", "\"x\"")]
    [InlineData(".spec.list[-1].name", "\"y\"")]
    [InlineData(".spec.list[*].name", "\"x\" \"y\"")]
    [InlineData("{.spec.list[1].on}", "false")]
    [InlineData(".spec.a\\.b", "\"dotted\"")]
    [InlineData(".spec['a.b']", "\"dotted\"")]
    [InlineData(".status.conditions[?(@.type==\"Ready\")].status", "\"True\"")]
    [InlineData(".status.conditions[?(@.type=='Absent')].status", "")]
    [InlineData(".spec.list[7].name", "")]
    [InlineData(".absent.more", "")]
    public void It_finds_what_columns_ask_for(string path, string expected) =>
        string.Join(' ', SimpleJsonPath.Parse(path).Find(Object).Select(node => node!.ToJsonString())).ShouldBe(expected);
}

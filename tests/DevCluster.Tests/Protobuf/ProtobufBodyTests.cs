using System.Text;
using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Protobuf;

namespace Orkestra.DevCluster.Tests.Protobuf;

/// <summary>Bodies as client-go sends them for built-in kinds. kubectl create, in the conformance suite, sends real ones.</summary>
public sealed class ProtobufBodyTests
{
    [Fact]
    public void A_config_map_becomes_json()
    {
        var metadata = Message((1, Text("a")), (11, Entry("app", Text("web"))));
        var body = Envelope("v1", "ConfigMap", Message((1, metadata), (2, Entry("k", Text("v"))), (3, Entry("b", [1, 2, 3]))));

        ProtobufBody.Read(body).Node!.ToJsonString().ShouldBe("""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","labels":{"app":"web"}},"data":{"k":"v"},"binaryData":{"b":"AQID"}}""");
    }

    [Fact]
    public void Fields_of_an_inner_message_may_belong_to_the_outer_object()
    {
        var volume = Message((1, Text("v")), (2, Message((19, Message((1, Message((1, Text("config")))))))));
        var pod = Message((2, Message((1, volume))));

        ProtobufBody.Read(Envelope("v1", "Pod", pod)).Node!["spec"]!.ToJsonString().ShouldBe("""{"volumes":[{"name":"v","configMap":{"name":"config"}}]}""");
    }

    [Fact]
    public void A_port_is_a_number_or_a_name()
    {
        var number = Message((4, [.. Varint(1, 0), .. Varint(2, 8080)]));
        var name = Message((4, [.. Varint(1, 1), .. Message((3, Text("http")))]));
        var service = Message((2, Message((1, number), (1, name))));

        ProtobufBody.Read(Envelope("v1", "Service", service)).Node!["spec"]!["ports"]!.ToJsonString().ShouldBe("""[{"targetPort":8080},{"targetPort":"http"}]""");
    }

    [Fact]
    public void A_body_that_is_no_message_is_a_bad_request()
    {
        Should.Throw<ApiException>(() => ProtobufBody.Read(Text("{}"))).StatusCode.ShouldBe(400);
        Should.Throw<ApiException>(() => ProtobufBody.Read(Envelope("v1", "ConfigMap", [0x0a, 0xff]))).StatusCode.ShouldBe(400);
    }

    [Fact]
    public void A_custom_resource_has_no_such_form() =>
        Should.Throw<ApiException>(() => ProtobufBody.Read(Envelope("demo.io/v1", "Website", []))).StatusCode.ShouldBe(415);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Entry(string key, byte[] value) => Message((1, Text(key)), (2, value));

    private static byte[] Varint(int number, ulong value)
    {
        var bytes = new List<byte> { (byte)(number << 3) };
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    private static byte[] Message(params (int Number, byte[] Content)[] fields)
    {
        var bytes = new List<byte>();
        foreach (var (number, content) in fields)
        {
            var tag = (ulong)number << 3 | 2;
            for (; tag >= 0x80; tag >>= 7)
                bytes.Add((byte)(tag | 0x80));
            bytes.Add((byte)tag);
            bytes.Add((byte)content.Length);
            bytes.AddRange(content);
        }

        return [.. bytes];
    }

    private static byte[] Envelope(string apiVersion, string kind, byte[] raw) =>
        [.. "k8s\0"u8, .. Message((1, Message((1, Text(apiVersion)), (2, Text(kind)))), (2, raw))];
}

using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Orkestra.Kubernetes.Apply;
using Orkestra.Kubernetes.Client;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Apply;

public sealed class CanonicalJson_has_one_spelling
{
    [Fact]
    public void The_order_of_keys_does_not_matter() => Always.Holds(JsonArbitrary.Objects, obj =>
        CanonicalJson.Hash(JsonArbitrary.Shuffled(obj, new Random(7))) == CanonicalJson.Hash(obj));

    [Fact]
    public void Parsing_and_writing_again_does_not_matter() => Always.Holds(JsonArbitrary.Objects, obj =>
        CanonicalJson.Hash(JsonNode.Parse(obj.ToJsonString())) == CanonicalJson.Hash(obj)
        && CanonicalJson.Hash(JsonNode.Parse(obj.ToJsonString(new JsonSerializerOptions { WriteIndented = true }))) == CanonicalJson.Hash(obj));

    [Fact]
    public void Another_leaf_makes_another_hash() => Always.Holds(JsonArbitrary.Objects, obj =>
    {
        var before = CanonicalJson.Hash(obj);
        return JsonArbitrary.Leaves(obj).ToList().All(leaf =>
        {
            var old = leaf.Leaf.DeepClone();
            leaf.Set("another");
            var differs = CanonicalJson.Hash(obj) != before;
            leaf.Set(old);
            return differs;
        });
    });

    [Theory]
    [InlineData("""{"b":1,"a":[1.0,1e2,-0,0.50,12345678901234567890,1e-40]}""", """{"a":[1,100,0,0.5,12345678901234567890,1E-40],"b":1}""")]
    [InlineData("""{"a":"\u00e9\u003c\ud83d\ude00"}""", "{\"a\":\"é<\\uD83D\\uDE00\"}")]
    [InlineData("""{ "a" : null , "b" : true }""", """{"a":null,"b":true}""")]
    public void A_value_is_written_like_this(string text, string canonical)
    {
        using var buffer = new PooledBuffer();
        CanonicalJson.Write(JsonNode.Parse(text), buffer);
        System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan).ShouldBe(canonical);
    }

    [Fact]
    public void Numbers_of_code_and_of_text_are_the_same()
    {
        var made = new JsonObject { ["int"] = 3, ["long"] = 3L, ["double"] = 3.0, ["decimal"] = 3.50m, ["float"] = 0.5f };
        CanonicalJson.Hash(made).ShouldBe(CanonicalJson.Hash(JsonNode.Parse("""{"int":3,"long":3,"double":3,"decimal":3.5,"float":0.5}""")));
    }
}

using System.Text;
using Orkestra.Kubernetes.Apply;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Apply;

public sealed class XxHash64_knows_its_vectors
{
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void A_text_has_its_published_hash(string text, ulong hash) => XxHash64.Hash(Encoding.UTF8.GetBytes(text)).ShouldBe(hash);
}

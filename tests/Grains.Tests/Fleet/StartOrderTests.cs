using Orkestra.Grains.Fleet;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.Fleet;

public sealed class StartOrderTests
{
    [Theory]
    [InlineData("c b a", "a b c")]
    [InlineData("a:b b:c c", "c b a")]
    [InlineData("app:db,cache cache db zoo", "cache db app zoo")]
    [InlineData("b:x a:b", "b a")]
    [InlineData("a:b b:a c", "c a b")]
    public void What_is_needed_comes_first_and_equals_go_by_name(string written, string order)
    {
        var needs = written.Split(' ').Select(word => word.Split(':')).ToDictionary(word => word[0], IReadOnlyList<string> (word) => word.Length > 1 ? word[1].Split(',') : [], StringComparer.Ordinal);

        string.Join(' ', StartOrder.Of(needs)).ShouldBe(order);
    }
}

using Orkestra.DevCluster.Http;
using Orkestra.DevCluster.Selectors;

namespace Orkestra.DevCluster.Tests.Selectors;

public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal) { ["app"] = "web", ["tier"] = "front", ["size"] = "5", ["x.io/empty"] = "" };

    [Theory]
    [InlineData("", true)]
    [InlineData("app=web", true)]
    [InlineData("app==web,tier=front", true)]
    [InlineData("app=web,tier=back", false)]
    [InlineData("app!=web", false)]
    [InlineData("absent!=web", true)]
    [InlineData("app in (db, web)", true)]
    [InlineData("app notin (db,web)", false)]
    [InlineData("absent notin (db)", true)]
    [InlineData("tier", true)]
    [InlineData("!tier", false)]
    [InlineData("! absent , tier", true)]
    [InlineData("size>4", true)]
    [InlineData("size<5", false)]
    [InlineData("x.io/empty=", true)]
    [InlineData("x.io/empty in ()", true)]
    public void It_matches_as_the_grammar_says(string selector, bool expected) => LabelSelector.Parse(selector).Matches(Labels).ShouldBe(expected);

    [Theory]
    [InlineData("app=web tier=front")]
    [InlineData("app,,tier")]
    [InlineData("app in web")]
    [InlineData("app in (web")]
    [InlineData("=web")]
    [InlineData("app=we b")]
    [InlineData("app=-web")]
    [InlineData("size>many")]
    public void What_is_no_selector_is_a_bad_request(string selector) => Should.Throw<ApiException>(() => LabelSelector.Parse(selector)).StatusCode.ShouldBe(400);
}

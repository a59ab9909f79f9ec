using Orkestra.Katalog.Selectors;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Selectors;

public sealed class SelectorTextTests
{
    [Theory]
    [InlineData("a=b", "a In b")]
    [InlineData("a==b", "a In b")]
    [InlineData("a != b", "a NotIn b")]
    [InlineData("a in (b, c),d", "a In b c;d Exists ")]
    [InlineData("a notin (b)", "a NotIn b")]
    [InlineData("!a", "a Absent ")]
    [InlineData("x.io/in=b", "x.io/in In b")]
    [InlineData("a=", "a In ")]
    public void Selectors_of_kubectl_are_read(string text, string expected) =>
        string.Join(';', SelectorText.ParseLabels(text).ShouldNotBeNull().Select(each => $"{each.Key} {each.Operator} {string.Join(' ', each.Values)}")).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("a in b")]
    [InlineData("a in (b")]
    [InlineData("=b")]
    [InlineData("a,,b")]
    [InlineData("a b")]
    [InlineData("a=b c")]
    public void What_is_no_selector_is_told(string text) => SelectorText.ParseLabels(text).ShouldBeNull();

    [Theory]
    [InlineData("metadata.name=a", true)]
    [InlineData("metadata.name!=a,metadata.namespace=b", true)]
    [InlineData("metadata.name", false)]
    [InlineData("metadata.name in (a)", false)]
    public void Field_selectors_know_equality_only(string text, bool valid) => (SelectorText.ParseFields(text) is not null).ShouldBe(valid);
}

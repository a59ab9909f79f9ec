using Orkestra.Kubernetes.Objects;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Objects;

public sealed class Quantities_are_amounts
{
    [Theory]
    [InlineData("1000m", "1")]
    [InlineData("0.5", "500m")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("1024", "1024")]
    [InlineData("0.1Ki", "102400m")]
    [InlineData("1000", "1k")]
    [InlineData("1e3", "1e3")]
    [InlineData("1500k", "1500k")]
    [InlineData("0", "0")]
    [InlineData("100m", "100m")]
    [InlineData("128974848", "128974848")]
    [InlineData("+1", "1")]
    [InlineData("-1", "-1")]
    public void Have_a_canonical_form(string text, string canonical)
    {
        Quantity.TryCanonical(text, out var result).ShouldBeTrue();
        result.ShouldBe(canonical);
    }

    [Theory]
    [InlineData("1", "1000m", 0)]
    [InlineData("1Gi", "1G", 1)]
    [InlineData("500m", "0.6", -1)]
    [InlineData("1e3", "1k", 0)]
    [InlineData("1024", "1Ki", 0)]
    [InlineData("x", "1", 0)]
    public void Compare_by_their_amount(string left, string right, int order) => Quantity.Compare(left, right).ShouldBe(order);

    [Theory]
    [InlineData("1000m", "1", true)]
    [InlineData("1e3", "1k", true)]
    [InlineData("1E3", "1000", true)]
    [InlineData("1E", "1000P", true)]
    [InlineData(".5", "500m", true)]
    [InlineData("-1Gi", "-1024Mi", true)]
    [InlineData("0.5n", "1n", true)]
    [InlineData("1000m", "1001m", false)]
    [InlineData("1Gi", "1G", false)]
    [InlineData("x", "x", false)]
    [InlineData("x", "1", false)]
    public void Are_equal_when_they_mean_one_amount(string left, string right, bool equal) => Quantity.AreEqual(left, right).ShouldBe(equal);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1x")]
    [InlineData("1..0")]
    public void Are_not_any_text(string text) => Quantity.TryCanonical(text, out _).ShouldBeFalse();
}

using Orkestra.Katalog.EndToEnd;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.EndToEnd;

/// <summary>Every comparison of E2E files, both ways.</summary>
public sealed class AssertionTests
{
    [Theory]
    [InlineData("equals", "Ready", " Ready\n", true)]
    [InlineData("equals", "Ready", "ready", false)]
    [InlineData("equals", "", "", true)]
    [InlineData("notEquals", "Ready", "Failed", true)]
    [InlineData("notEquals", "Ready", "Ready", false)]
    [InlineData("oneOf", "a|b", "b", true)]
    [InlineData("oneOf", "a, b", "b", true)]
    [InlineData("oneOf", "a|b", "c", false)]
    [InlineData("notOneOf", "a|b", "c", true)]
    [InlineData("notOneOf", "a|b", "a", false)]
    [InlineData("outputContains", "den", "denied the request", true)]
    [InlineData("outputContains", "den|missing", "denied", false)]
    [InlineData("outputNotContains", "missing", "denied", true)]
    [InlineData("outputNotContains", "missing|den", "denied", false)]
    [InlineData("regex", "^v[0-9]+$", "v12", true)]
    [InlineData("regex", "^v[0-9]+$", "v12-beta", false)]
    [InlineData("greaterThan", "2", "3", true)]
    [InlineData("greaterThan", "2", "2", false)]
    [InlineData("greaterThan", "2", "many", false)]
    [InlineData("lessThan", "2.5", "2", true)]
    [InlineData("lessThan", "2", "2", false)]
    [InlineData("lessThan", "2", "", false)]
    [InlineData("greaterThanOrEqual", "2", "2", true)]
    [InlineData("greaterThanOrEqual", "2", "1", false)]
    [InlineData("lessThanOrEqual", "2", "2", true)]
    [InlineData("lessThanOrEqual", "2", "3", false)]
    [InlineData("between", "1,3", "3", true)]
    [InlineData("between", "1|3", "4", false)]
    [InlineData("between", "1,3", "x", false)]
    [InlineData("notBetween", "1,3", "4", true)]
    [InlineData("notBetween", "1,3", "2", false)]
    [InlineData("notBetween", "1,3", "x", false)]
    [InlineData("exists", "true", "a", true)]
    [InlineData("exists", "true", " ", false)]
    [InlineData("exists", "false", "a", false)]
    [InlineData("notExists", "true", null, true)]
    [InlineData("notExists", "true", "a", false)]
    public void A_comparison_holds_or_not(string name, string values, string? output, bool holds)
    {
        var assertion = new Assertion(name, values.Split('|'));
        assertion.Problem().ShouldBeNull();
        assertion.Holds(output).ShouldBe(holds);
    }

    [Theory]
    [InlineData("greaterThan", "a")]
    [InlineData("between", "3,1")]
    [InlineData("between", "1")]
    [InlineData("regex", "(")]
    [InlineData("exists", "maybe")]
    [InlineData("equals", "a|b")]
    public void A_comparison_that_can_never_be_decided_is_a_problem(string name, string values) => new Assertion(name, values.Split('|')).Problem().ShouldNotBeNull();

    [Fact]
    public void A_regular_expression_takes_linear_time() =>
        new Assertion("regex", ["^(a+)+$"]).Holds(new string('a', 100_000) + "!").ShouldBeFalse();
}

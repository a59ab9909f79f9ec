using Orkestra.Katalog.Conditions;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Conditions;

public class Re2PatternTests
{
    [Theory]
    [InlineData("a", "xax", true)]
    [InlineData("^a$", "a", true)]
    [InlineData("^a$", "a\n", false)]
    [InlineData("(?m)^b$", "a\nb\nc", true)]
    [InlineData("^b$", "a\nb\nc", false)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("(?s)a.c", "a\nc", true)]
    [InlineData("(?i)ABC", "abc", true)]
    [InlineData("(?i:A)B", "aB", true)]
    [InlineData("(?i:A)B", "ab", false)]
    [InlineData("(?i)a(?-i)B", "Ab", false)]
    [InlineData("(?P<name>x)(?<other>y)", "xy", true)]
    [InlineData("(?U)a+?", "a", true)]
    [InlineData(@"^\d+$", "123", true)]
    [InlineData(@"^\d+$", "١٢٣", false)]
    [InlineData(@"^\w+$", "a_1", true)]
    [InlineData(@"^\w+$", "é", false)]
    [InlineData(@"^\s$", "\t", true)]
    [InlineData(@"^[\d.]+$", "1.5", true)]
    [InlineData(@"^[^\s]+$", "a b", false)]
    [InlineData(@"^[\D]$", "a", true)]
    [InlineData("^[[:alpha:]]+$", "abc", true)]
    [InlineData("^[[:digit:][:space:]]+$", "1 2", true)]
    [InlineData(@"^\pL+$", "äé", true)]
    [InlineData(@"^\p{Lu}$", "A", true)]
    [InlineData(@"^\P{Lu}$", "A", false)]
    [InlineData(@"^\p{^Lu}$", "a", true)]
    [InlineData(@"^\x41\x{42}\103$", "ABC", true)]
    [InlineData(@"\Qa.b\E+", "a.bb", true)]
    [InlineData(@"^\Qa.b\E$", "axb", false)]
    [InlineData("^a{2,3}$", "aa", true)]
    [InlineData("^a{2}$", "aaa", false)]
    [InlineData("^a{,2}$", "a{,2}", true)]
    [InlineData("^a{$", "a{", true)]
    [InlineData("^[]a]$", "]", true)]
    [InlineData("^[a-]$", "-", true)]
    [InlineData(@"^[\]\-\\]$", "-", true)]
    [InlineData("^[a-c&&[b]]$", "b", false)]
    [InlineData("^[a-z-[aeiou]]$", "a]", true)]
    [InlineData("#x y", "#x y", true)]
    [InlineData("^(a|b|)$", "", true)]
    [InlineData(@"\bfoo\b", "a foo b", true)]
    [InlineData("😀+", "😀😀", true)]
    [InlineData("^.*?$", "anything", true)]
    [InlineData(@"\A\z", "", true)]
    public void A_pattern_matches_as_in_RE2(string pattern, string text, bool matches)
    {
        var regex = Re2Pattern.Compile(pattern, out var error).ShouldNotBeNull(error);
        regex.IsMatch(text).ShouldBe(matches);
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[")]
    [InlineData("[b-a]")]
    [InlineData("*")]
    [InlineData("a**")]
    [InlineData("a++")]
    [InlineData("|*")]
    [InlineData("(*)")]
    [InlineData("a{2000}")]
    [InlineData("a{3,2}")]
    [InlineData(@"(a)\1")]
    [InlineData(@"\k<a>")]
    [InlineData("(?=a)")]
    [InlineData("(?!a)")]
    [InlineData("(?<=a)b")]
    [InlineData("(?<!a)b")]
    [InlineData("(?>a)")]
    [InlineData("(?#c)")]
    [InlineData("(?x)a")]
    [InlineData("(?P<n-1>a)")]
    [InlineData("(?P=n)")]
    [InlineData(@"\")]
    [InlineData(@"\Z")]
    [InlineData(@"\G")]
    [InlineData(@"\C")]
    [InlineData(@"\y")]
    [InlineData(@"\x4")]
    [InlineData(@"\x{110000}")]
    [InlineData("[[:nope:]]")]
    [InlineData(@"\p{Nope}")]
    [InlineData("(?i")]
    public void What_RE2_does_not_have_is_refused(string pattern)
    {
        Re2Pattern.Compile(pattern, out var error).ShouldBeNull();
        error.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void A_pattern_that_would_backtrack_for_ever_does_not() =>
        Re2Pattern.Compile("^(a+)+$", out _)!.IsMatch(new string('a', 50_000) + "b").ShouldBeFalse();

    [Fact]
    public void A_pattern_is_bounded()
    {
        Re2Pattern.Compile(new string('a', 1001), out _).ShouldBeNull();
        Re2Pattern.Compile(string.Concat(Enumerable.Repeat("(", 500)) + string.Concat(Enumerable.Repeat(")", 500)), out _).ShouldBeNull();
        Re2Pattern.Compile("((((a{100}){100}){100}){100})", out _).ShouldBeNull();
    }
}

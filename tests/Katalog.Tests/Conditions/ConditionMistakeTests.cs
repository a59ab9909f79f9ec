using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Conditions;

public class ConditionMistakeTests
{
    [Theory]
    [InlineData("equal", "x", "ORK1130", "operator", "did you mean \"equals\"?")]
    [InlineData("greaterthan", 1, "ORK1130", "operator", "did you mean \"greaterThan\"?")]
    [InlineData("whatever", "x", "ORK1130", "operator", "unknown operator \"whatever\"")]
    [InlineData("unique", null, "ORK1139", "operator", "not executed by this version")]
    [InlineData("gt", "many", "ORK1134", "value", "compares numbers")]
    [InlineData("gt", null, "ORK1134", "value", "compares numbers")]
    [InlineData("min", "", "ORK1134", "value", "compares numbers")]
    [InlineData("between", "1", "ORK1134", "value", "two numbers")]
    [InlineData("between", "5,1", "ORK1134", "value", "the smaller one first")]
    [InlineData("between", "a,b", "ORK1134", "value", "two numbers")]
    [InlineData("typeOf", "maps", "ORK1134", "value", "name of a type")]
    [InlineData("exists", "maybe", "ORK1134", "value", "true, false or nothing")]
    [InlineData("typeMap", 3, "ORK1134", "value", "true, false or nothing")]
    [InlineData("regex", "(", "ORK1107", "value", "missing closing )")]
    [InlineData("regex", "(a)\\1", "ORK1107", "value", "invalid escape sequence")]
    [InlineData("regex", "a(?=b)", "ORK1107", "value", "RE2 has no group")]
    [InlineData("regex", 5, "ORK1107", "value", "is a text")]
    [InlineData("equals", "{{ .x", "ORK1101", "value", "unclosed action")]
    [InlineData("equals", "{{ nope }}", "ORK1102", "value", "not defined")]
    public void A_wrong_operator_or_value_is_refused(string name, object? value, string id, string key, string message)
    {
        var error = Single(new ConditionSpec { Field = "status.phase", Operator = name, Value = value });
        (error.Id, error.Key).ShouldBe((id, key));
        error.Message.ShouldContain(message);
        if (ConditionOperators.IsShorthand(name))
            Single(new ConditionSpec { Field = "status.phase", Shorthands = [new ConditionShorthand(name, value)] }).Key.ShouldBe(name);
    }

    [Theory]
    [InlineData("status.", "a key is missing at the end")]
    [InlineData("status..phase", "unexpected '.'")]
    [InlineData("status[x]", "an index from 0 or a quoted key")]
    [InlineData("status[0", "an index from 0 or a quoted key")]
    [InlineData("status[\"x]", "the quote is not closed")]
    [InlineData("status phase", "unexpected ' '")]
    [InlineData("items[0]name", "unexpected 'n'")]
    public void A_wrong_path_is_refused(string field, string message)
    {
        var error = Single(new ConditionSpec { Field = field, Operator = "exists" });
        (error.Id, error.Key).ShouldBe(("ORK1133", "field"));
        error.Message.ShouldContain(message);
        error.Place.ShouldNotBeNull();
    }

    [Fact]
    public void Parts_that_are_missing_are_told()
    {
        Single(new ConditionSpec { Field = "status.phase" }).Id.ShouldBe("ORK1131");
        Single(new ConditionSpec { Field = "status.phase", Value = "x" }).Id.ShouldBe("ORK1131");
        Single(new ConditionSpec { Operator = "equals", Value = "x" }).Id.ShouldBe("ORK1132");
        Single(new ConditionSpec { Field = "  ", Operator = "exists" }).Id.ShouldBe("ORK1133");
        Single(new ConditionSpec()).Id.ShouldBe("ORK1131");
    }

    [Fact]
    public void Everything_else_that_is_wrong_is_told()
    {
        Single(new ConditionSpec { Field = "x", Operator = "equals", ValueType = "integer32" }).Id.ShouldBe("ORK1135");
        Single(new ConditionSpec { Time = new TimeWindowSpec("9h", null) }).ShouldSatisfyAllConditions(static e => e.Id.ShouldBe("ORK1136"), static e => e.Key.ShouldBe("time.after"));
        Single(new ConditionSpec { Time = new TimeWindowSpec("09:00", "25:00") }).Key.ShouldBe("time.before");
        Single(new ConditionSpec { Time = new TimeWindowSpec(null, null) }).Id.ShouldBe("ORK1136");
        Single(new ConditionSpec { DayOfWeek = new DayOfWeekSpec(null, null, ["mon", "someday"], []) }).ShouldSatisfyAllConditions(static e => e.Id.ShouldBe("ORK1137"), static e => e.Key.ShouldBe("dayOfWeek.in"));
        Single(new ConditionSpec { DayOfWeek = new DayOfWeekSpec(null, null, [], []) }).Id.ShouldBe("ORK1137");
        Single(new ConditionSpec { Cron = "61 * * * *" }).Id.ShouldBe("ORK1138");
        Single(new ConditionSpec { Cron = "@daily", Duration = "soon" }).Key.ShouldBe("duration");
        Single(new ConditionSpec { Field = "x", Operator = "exists", Duration = "1m" }).Id.ShouldBe("ORK1138");
        Single(new ConditionSpec { Field = "x", Operator = "equals", Value = new object?[] { "a" } }).Id.ShouldBe("ORK1134");
        Single(new ConditionSpec { Field = "x", Operator = "in", Value = new object?[] { "{{ .a }}" } }).Id.ShouldBe("ORK1134");
    }

    [Fact]
    public void All_mistakes_of_one_condition_are_told_at_once() =>
        Condition.Compile(new ConditionSpec { Field = "a..b", Operator = "equels", ValueType = "x", Cron = "never" }, FunctionTable.Standard)
            .Errors.Select(static error => error.Id).ShouldBe(["ORK1135", "ORK1130", "ORK1138", "ORK1133"], ignoreOrder: true);

    [Fact]
    public void A_doubt_is_a_warning_and_the_condition_works()
    {
        var compiled = Condition.Compile(new ConditionSpec { Field = "{{ default .x \"y\" }}", Operator = "equals", Value = "y" }, FunctionTable.Standard);
        compiled.Condition.ShouldNotBeNull();
        compiled.Errors.Single().ShouldSatisfyAllConditions(static e => e.IsWarning.ShouldBeTrue(), static e => e.Id.ShouldBe("ORK1110"));
    }

    private static ConditionError Single(ConditionSpec spec)
    {
        var compiled = Condition.Compile(spec, FunctionTable.Standard);
        compiled.Condition.ShouldBeNull();
        var error = compiled.Errors.ShouldHaveSingleItem();
        error.Mend.ShouldNotBeNullOrWhiteSpace();
        return error;
    }
}

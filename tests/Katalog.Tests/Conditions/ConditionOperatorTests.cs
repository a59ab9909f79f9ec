using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Tests.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Conditions;

public class ConditionOperatorTests
{
    private const string Data = """
        {
          "status": {"phase": "Running", "succeeded": 2, "empty": "", "ratio": 0.5, "text": "10", "on": true, "off": false, "zero": 0},
          "spec": {"env": "prod", "regions": ["eu", "us"], "ports": [80, 443], "map": {"a": 1}, "emptyList": [], "emptyMap": {}, "nul": null, "min": 2, "items": [{"name": "x y"}]},
          "metadata": {"labels": {"app.kubernetes.io/name": "web", "app": "shop"}, "annotations": {"example.com/a.b": "yes"}}
        }
        """;

    [Theory]
    [InlineData("status.phase", "equals", "Running", true)]
    [InlineData("status.phase", "equals", "running", false)]
    [InlineData("status.missing", "equals", "", true)]
    [InlineData("status.empty", "equals", "", true)]
    [InlineData("status.succeeded", "equals", "2", true)]
    [InlineData("status.succeeded", "equals", 2, true)]
    [InlineData("status.succeeded", "equals", 2.0, true)]
    [InlineData("status.on", "equals", "true", true)]
    [InlineData("status.on", "equals", true, true)]
    [InlineData("status.missing", "equals", "false", false)]
    [InlineData("spec.regions", "equals", "[\"eu\",\"us\"]", true)]
    [InlineData("status.phase", "notEquals", "Failed", true)]
    [InlineData("status.phase", "notEquals", "Running", false)]
    [InlineData("status.missing", "notEquals", "", false)]
    [InlineData("status.phase", "contains", "unn", true)]
    [InlineData("spec.regions", "contains", "eu", true)]
    [InlineData("spec.regions", "contains", "e", false)]
    [InlineData("spec.ports", "contains", "443", true)]
    [InlineData("spec.ports", "contains", 443, true)]
    [InlineData("spec.map", "contains", "a", true)]
    [InlineData("status.missing", "contains", "x", false)]
    [InlineData("spec.regions", "notContains", "ap", true)]
    [InlineData("status.phase", "notContains", "unn", false)]
    [InlineData("status.phase", "prefix", "Run", true)]
    [InlineData("status.phase", "prefix", "ning", false)]
    [InlineData("status.phase", "notPrefix", "ning", true)]
    [InlineData("status.phase", "suffix", "ning", true)]
    [InlineData("status.phase", "notSuffix", "ning", false)]
    [InlineData("status.phase", "regex", "^R.*g$", true)]
    [InlineData("status.phase", "regex", "unn", true)]
    [InlineData("status.phase", "regex", "^unn", false)]
    [InlineData("status.missing", "regex", "^$", true)]
    [InlineData("status.phase", "exists", null, true)]
    [InlineData("status.zero", "exists", null, true)]
    [InlineData("status.off", "exists", null, true)]
    [InlineData("status.empty", "exists", null, false)]
    [InlineData("spec.emptyList", "exists", null, false)]
    [InlineData("spec.emptyMap", "exists", null, false)]
    [InlineData("spec.nul", "exists", null, false)]
    [InlineData("status.missing.deeper", "exists", null, false)]
    [InlineData("status.missing", "exists", false, true)]
    [InlineData("status.phase", "exists", "true", true)]
    [InlineData("status.phase", "notExists", null, false)]
    [InlineData("status.missing", "notExists", null, true)]
    [InlineData("status.missing", "notExists", true, true)]
    [InlineData("status.missing", "notExists", false, false)]
    [InlineData("status.succeeded", "gt", 1, true)]
    [InlineData("status.succeeded", "gt", 2, false)]
    [InlineData("status.succeeded", "greaterThan", "0", true)]
    [InlineData("status.text", "greaterThan", 9, true)]
    [InlineData("status.missing", "greaterThan", 0, false)]
    [InlineData("status.phase", "greaterThan", 0, false)]
    [InlineData("status.succeeded", "lt", 3, true)]
    [InlineData("status.missing", "lt", 3, false)]
    [InlineData("status.ratio", "lessThan", "0.75", true)]
    [InlineData("status.succeeded", "gte", 2, true)]
    [InlineData("status.succeeded", "greaterThanOrEqual", 3, false)]
    [InlineData("status.succeeded", "min", 2, true)]
    [InlineData("status.succeeded", "lte", 2, true)]
    [InlineData("status.succeeded", "lessThanOrEqual", 1, false)]
    [InlineData("status.succeeded", "max", 2, true)]
    [InlineData("status.succeeded", "between", "1,3", true)]
    [InlineData("status.succeeded", "between", "2,2", true)]
    [InlineData("status.succeeded", "between", " 3 , 5 ", false)]
    [InlineData("status.missing", "between", "0,9", false)]
    [InlineData("status.succeeded", "notBetween", "3,5", true)]
    [InlineData("status.succeeded", "notBetween", "1,3", false)]
    [InlineData("spec.env", "in", "dev,prod", true)]
    [InlineData("spec.env", "in", "dev, prod", true)]
    [InlineData("spec.env", "in", "dev,test", false)]
    [InlineData("status.missing", "in", "Pending,", true)]
    [InlineData("status.missing", "in", "Pending", false)]
    [InlineData("status.succeeded", "in", "1,2", true)]
    [InlineData("spec.env", "notIn", "dev,test", true)]
    [InlineData("status.missing", "notIn", "Pending,", false)]
    [InlineData("spec.map", "typeOf", "map", true)]
    [InlineData("spec.regions", "typeOf", "slice", true)]
    [InlineData("spec.regions", "typeOf", "list", true)]
    [InlineData("status.succeeded", "typeOf", "number", true)]
    [InlineData("status.missing", "typeOf", "null", true)]
    [InlineData("spec.map", "typeOf", "string", false)]
    [InlineData("spec.map", "typeMap", null, true)]
    [InlineData("spec.map", "typeMap", true, true)]
    [InlineData("spec.map", "typeMap", false, false)]
    [InlineData("spec.regions", "typeList", null, true)]
    [InlineData("status.phase", "typeString", null, true)]
    [InlineData("status.ratio", "typeNumber", null, true)]
    [InlineData("status.on", "typeBool", null, true)]
    [InlineData("status.missing", "typeNull", null, true)]
    [InlineData("status.phase", "typeNull", null, false)]
    [InlineData(".status.phase", "equals", "Running", true)]
    [InlineData("spec.items[0].name", "equals", "x y", true)]
    [InlineData("spec.items.0.name", "equals", "x y", true)]
    [InlineData("spec.items[1].name", "exists", null, false)]
    [InlineData("spec.ports.1", "equals", 443, true)]
    [InlineData("metadata.labels.app.kubernetes.io/name", "equals", "web", true)]
    [InlineData("metadata.labels[\"app.kubernetes.io/name\"]", "equals", "web", true)]
    [InlineData("metadata.labels.\"app.kubernetes.io/name\"", "equals", "web", true)]
    [InlineData("metadata.labels.app", "equals", "shop", true)]
    [InlineData("metadata.annotations['example.com/a.b']", "equals", "yes", true)]
    [InlineData("{{ .status.phase | toLower }}", "equals", "running", true)]
    [InlineData("{{ gt .status.succeeded 1 }}", "equals", "true", true)]
    [InlineData("status.succeeded", "equals", "{{ .spec.min }}", true)]
    [InlineData("status.succeeded", "gte", "{{ .spec.min }}", true)]
    [InlineData("status.succeeded", "gt", "{{ .spec.missing }}", false)]
    [InlineData("spec.env", "in", "{{ join .spec.regions \",\" }},prod", true)]
    [InlineData("status.phase", "regex", "{{ \"^Run\" }}", true)]
    public void An_operator_compares(string field, string name, object? value, bool holds)
    {
        Holds(new ConditionSpec { Field = field, Operator = name, Value = value }).ShouldBe(holds, "as operator");
        Holds(new ConditionSpec { Field = field, Shorthands = [new ConditionShorthand(name, value)] }).ShouldBe(holds, "as shorthand");
        Holds(new ConditionSpec { Field = field, Operator = name, Value = value, Negate = true }).ShouldBe(!holds, "negated");
    }

    [Fact]
    public void A_list_of_values_works_as_text_with_commas_does()
    {
        Holds(new ConditionSpec { Field = "spec.env", Operator = "in", Value = new object?[] { "dev", "prod" } }).ShouldBeTrue();
        Holds(new ConditionSpec { Field = "status.missing", Operator = "in", Value = new object?[] { "Pending", "" } }).ShouldBeTrue();
        Holds(new ConditionSpec { Field = "status.succeeded", Operator = "between", Value = new object?[] { 1L, 2L } }).ShouldBeTrue();
        Holds(new ConditionSpec { Field = "status.succeeded", Operator = "in", Value = new object?[] { 1L, 3L } }).ShouldBeFalse();
    }

    [Theory]
    [InlineData("status.text", "10.0", "int", true)]
    [InlineData("status.text", "10.0", "float", true)]
    [InlineData("status.text", "10.0", "string", false)]
    [InlineData("status.missing", "0", "int", false)]
    [InlineData("status.on", "True", "bool", true)]
    [InlineData("status.missing", "false", "bool", true)]
    [InlineData("status.phase", "true", "bool", false)]
    public void A_value_type_says_how_equality_is_meant(string field, string value, string type, bool holds) =>
        Holds(new ConditionSpec { Field = field, Operator = "equals", Value = value, ValueType = type }).ShouldBe(holds);

    [Fact]
    public void Several_shorthands_must_all_hold()
    {
        Holds(new ConditionSpec { Field = "status.succeeded", Shorthands = [new("greaterThan", 1), new("lessThan", 3)] }).ShouldBeTrue();
        Holds(new ConditionSpec { Field = "status.succeeded", Shorthands = [new("greaterThan", 1), new("lessThan", 2)] }).ShouldBeFalse();
    }

    [Theory]
    [InlineData(new string[0], new string[0], true)]
    [InlineData(new[] { "Running" }, new string[0], true)]
    [InlineData(new[] { "Running", "Failed" }, new string[0], false)]
    [InlineData(new string[0], new[] { "Failed", "Running" }, true)]
    [InlineData(new string[0], new[] { "Failed" }, false)]
    [InlineData(new[] { "Running" }, new[] { "Failed" }, false)]
    [InlineData(new[] { "Running" }, new[] { "Running", "Failed" }, true)]
    public void All_of_when_and_one_of_or_must_hold(string[] when, string[] or, bool holds)
    {
        var set = new ConditionSet([.. when.Select(PhaseIs)], [.. or.Select(PhaseIs)]);
        set.Holds(Scopes.Of(Data)).ShouldBe(holds);
        set.IsEmpty.ShouldBe(when.Length + or.Length == 0);
    }

    [Fact]
    public void A_condition_knows_what_it_reads()
    {
        Reads(new ConditionSpec { Field = "children.job.status.succeeded", Operator = "gt", Value = 0 }).ShouldBe(".children.job.status.succeeded.*");
        Reads(new ConditionSpec { Field = "status.phase", Operator = "notExists" }).ShouldBe(".status.phase");
        Reads(new ConditionSpec { Field = "{{ allReplicasReady .children.deployment }}", Operator = "equals", Value = "{{ .spec.x }}" })
            .ShouldBe(".children.deployment.spec.replicas.* .children.deployment.status.readyReplicas.* .spec.x.*");
        Compile(new ConditionSpec { Time = new TimeWindowSpec("09:00", null) }).Reads.ReadsTime.ShouldBeTrue();
        new ConditionSet([PhaseIs("x")], [Compile(new ConditionSpec { Cron = "@daily" })]).Reads.ReadsTime.ShouldBeTrue();
    }

    private static Condition PhaseIs(string phase) => Compile(new ConditionSpec { Field = "status.phase", Operator = "equals", Value = phase });

    private static string Reads(ConditionSpec spec) => string.Join(' ', Compile(spec).Reads.Fields);

    private static bool Holds(ConditionSpec spec) => Compile(spec).Holds(Scopes.Of(Data));

    private static Condition Compile(ConditionSpec spec)
    {
        var compiled = Condition.Compile(spec, FunctionTable.Standard);
        compiled.Errors.ShouldBeEmpty();
        return compiled.Condition.ShouldNotBeNull();
    }
}

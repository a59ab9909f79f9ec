using System.Text.Json.Nodes;
using Orkestra.DevCluster.Cel;
using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Tests.Cel;

public sealed class CelEvaluatorTests
{
    private static readonly TypeSchema Schema = OpenApiSchemaReader.Read((JsonObject)JsonNode.Parse(
        """
        {"type":"object","properties":{
          "n":{"type":"integer"},"m":{"type":"integer"},"r":{"type":"number"},"s":{"type":"string"},"b":{"type":"boolean"},"absent":{"type":"string"},"nothing":{"type":"string","nullable":true},
          "list":{"type":"array","items":{"type":"integer"}},"empty":{"type":"array","items":{"type":"integer"}},
          "set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},"other":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
          "ports":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"port":{"x-kubernetes-int-or-string":true}}}},
          "labels":{"type":"object","additionalProperties":{"type":"string"}},
          "a-b":{"type":"integer"},"namespace":{"type":"string"},"x__y":{"type":"integer"}}}
        """)!);

    private static readonly JsonObject Self = (JsonObject)JsonNode.Parse(
        """
        {"n":3,"m":-7,"r":2,"s":"héllo","b":true,"nothing":null,"list":[1,2,3],"empty":[],"set":["x","y"],"other":["y","x"],
         "ports":[{"name":"http","port":80},{"name":"web","port":"web"}],"labels":{"app":"x","tier":"front"},"a-b":1,"namespace":"here","x__y":2}
        """)!;

    [Theory]
    // Comparisons, and numbers of two types.
    [InlineData("self.n == 3 && self.n != 4 && self.n >= 3 && self.n <= 3 && self.n < 4 && self.n > 2")]
    [InlineData("self.r == 2.0 && self.r < 3 && 1 < self.r && dyn(1) == 1.0")]
    [InlineData("self.s == 'héllo' && 'a' < 'b' && 'B' < 'a' && false < true")]
    [InlineData("self.nothing == null && self.s != null && dyn('1') != 1")]
    // Arithmetic.
    [InlineData("self.n + 1 * 2 == 5 && (self.n + 1) * 2 == 8 && 7 - 2 - 1 == 4")]
    [InlineData("self.m / 2 == -3 && self.m % 4 == -3 && 7 / 2 == 3 && self.r / 4.0 == 0.5 && -self.n == -3 && -self.r == -2.0")]
    [InlineData("0x10 == 16 && 1e3 == 1000.0 && .5 == 0.5 && -9223372036854775808 < 0")]
    [InlineData("'a' + 'b' == 'ab' && [1] + [2] == [1, 2]")]
    // Logic: an error on one side does not count when the other decides.
    [InlineData("!false && (true || 1 / 0 == 1) && (1 / 0 == 1 || true)")]
    [InlineData("!(false && 1 / 0 == 1) && !(1 / 0 == 1 && false)")]
    [InlineData("self.b ? self.n == 3 : 1 / 0 == 1")]
    [InlineData("false ? 1 / 0 == 1 : true ? true : false")]
    // Presence.
    [InlineData("has(self.n) && !has(self.absent) && has(self.labels.app) && !has(self.labels.none)")]
    [InlineData("!has(self.absent) || self.absent == 'x'")]
    // Collections.
    [InlineData("size(self.list) == 3 && self.list.size() == 3 && size(self.s) == 5 && size(self.labels) == 2 && size('😀') == 1")]
    [InlineData("2 in self.list && !(4 in self.list) && 'app' in self.labels && !('none' in self.labels) && 'x' in ['x']")]
    [InlineData("self.list[0] == 1 && self.labels['app'] == 'x' && {'k': 1}['k'] == 1 && {'k': 1}.k == 1")]
    [InlineData("self.list == [1, 2, 3] && self.list != [3, 2, 1] && self.set == self.other && {'a': 1, 'b': 2} == {'b': 2, 'a': 1}")]
    // Macros.
    [InlineData("self.list.all(x, x > 0) && self.list.exists(x, x == 2) && self.list.exists_one(x, x > 2) && !self.list.exists_one(x, x > 1)")]
    [InlineData("self.empty.all(x, false) && !self.empty.exists(x, true) && self.empty.filter(x, true) == [] && size(self.empty) == 0")]
    [InlineData("self.list.map(x, x * 2) == [2, 4, 6] && self.list.map(x, x > 1, x * 2) == [4, 6] && self.list.filter(x, x % 2 == 1) == [1, 3]")]
    [InlineData("self.list.all(x, self.list.exists(y, y == x))")]
    [InlineData("self.labels.all(k, self.labels[k] != '') && self.labels.exists(k, k.startsWith('t'))")]
    [InlineData("self.list.exists(x, 6 / (x - 1) == 6) && !self.list.all(x, 6 / (x - 1) == 5)")]
    [InlineData("self.ports.all(p, has(p.name)) && self.ports.map(p, p.name) == ['http', 'web']")]
    [InlineData("self.ports.exists(p, type(p.port) == int && p.port == 80) && self.ports.exists(p, type(p.port) == string && p.port == 'web')")]
    // Texts.
    [InlineData("self.s.startsWith('hé') && self.s.endsWith('lo') && self.s.contains('ll') && self.s.matches('^h.*o$') && self.s.matches('l{2}') && matches('ab', 'b')")]
    [InlineData("'aB'.lowerAscii() == 'ab' && 'aB'.upperAscii() == 'AB' && ' a '.trim() == 'a' && 'a,b'.split(',') == ['a', 'b'] && ['a', 'b'].join('-') == 'a-b'")]
    [InlineData("self.s.substring(1, 3) == 'él' && self.s.substring(3) == 'lo' && self.s.indexOf('l') == 2 && self.s.lastIndexOf('l') == 3 && self.s.charAt(1) == 'é' && 'aa'.replace('a', 'b') == 'bb'")]
    [InlineData("'a1b2'.find('[0-9]') == '1' && 'x'.find('[0-9]') == ''")]
    [InlineData("[1, 2].isSorted() && ![2, 1].isSorted() && self.list.sum() == 6 && self.list.min() == 1 && self.list.max() == 3 && [1, 2].indexOf(2) == 1")]
    [InlineData("int('7') == 7 && int(2.9) == 2 && string(7) == '7' && string(true) == 'true' && double(2) == 2.0 && double('1.5') == 1.5")]
    // Literals.
    [InlineData("\"a\\n\\t\\\"\\u00e9\\x41\\101\" == 'a\\n\\t\"éAA' && r'\\d' == '\\\\d' && '''a'b''' == 'a\\'b'")]
    [InlineData("true // the rest is a comment")]
    [InlineData("self.a__dash__b == 1 && self.__namespace__ == 'here' && self.x__underscores__y == 2")]
    public void It_holds(string expression) => Evaluate(expression).ShouldBe(true, expression);

    [Theory]
    [InlineData("self.absent == 'x'", "no such key: absent")]
    [InlineData("self.labels.none == 'x'", "no such key: none")]
    [InlineData("self.labels['none'] == 'x'", "no such key: none")]
    [InlineData("self.list[3] == 1", "index out of bounds: 3")]
    [InlineData("self.list[-1] == 1", "index out of bounds: -1")]
    [InlineData("1 / 0 == 1", "division by zero")]
    [InlineData("1 % 0 == 1", "modulus by zero")]
    [InlineData("9223372036854775807 + 1 > 0", "integer overflow")]
    [InlineData("-9223372036854775808 / -1 > 0", "integer overflow")]
    [InlineData("dyn('a') + dyn(1) == 'a1'", "no such overload")]
    [InlineData("dyn('a') < dyn(1)", "no such overload")]
    [InlineData("dyn('a') && true", "no such overload")]
    [InlineData("self.list.all(x, 6 / (x - 1) > 0)", "division by zero")]
    [InlineData("'abc'.substring(2, 9) == ''", "index out of range: 9")]
    [InlineData("'a'.matches('(')", "error parsing regexp")]
    [InlineData("int('x') == 1", "type conversion error")]
    public void It_fails(string expression, string message) => Should.Throw<CelException>(() => Evaluate(expression)).Message.ShouldContain(message, Case.Sensitive);

    [Theory]
    [InlineData("")]
    [InlineData("self.")]
    [InlineData("self.n ==")]
    [InlineData("(self.n")]
    [InlineData("self.n self.m")]
    [InlineData("'open")]
    [InlineData("1u == 1u")]
    [InlineData("b'x' == b'x'")]
    [InlineData("self.?n.orValue(1) == 1")]
    [InlineData("self[?'n'] == 1")]
    [InlineData("has(self)")]
    [InlineData("quantity('1Gi').isGreaterThan(quantity('1Mi'))")]
    [InlineData("isURL(self.s)")]
    [InlineData("duration('1h') > duration('1m')")]
    [InlineData("self.list.all(i, v, v > 0)")]
    [InlineData("self.s.format([1])")]
    [InlineData("Message{field: 1}")]
    [InlineData("self.n & 1")]
    public void What_it_does_not_know_it_refuses(string expression) => Should.Throw<CelSyntaxException>(() => CelParser.Parse(expression));

    [Theory]
    [InlineData("self.nope == 1", "undefined field 'nope'")]
    [InlineData("has(self.nope)", "undefined field 'nope'")]
    [InlineData("self.ports.all(p, p.nope == 1)", "undefined field 'nope'")]
    [InlineData("self.ports[0].nope == 1", "undefined field 'nope'")]
    [InlineData("self.ports.filter(p, true).exists(q, q.nope == 1)", "undefined field 'nope'")]
    [InlineData("other == 1", "undeclared reference to 'other'")]
    [InlineData("self.list.all(x, y > 0)", "undeclared reference to 'y'")]
    [InlineData("self.s.length == 1", "does not support field selection")]
    public void Names_that_mean_nothing_are_found_beforehand(string expression, string message) =>
        Should.Throw<CelException>(() => new CelChecker().Check(CelParser.Parse(expression), new CelChecker.Scope("self", Schema, null))).Message.ShouldContain(message, Case.Sensitive);

    [Theory]
    [InlineData("self.n >= oldSelf.n", true)]
    [InlineData("self.list.all(x, x in oldSelf.list)", true)]
    [InlineData("self.n > 1", false)]
    public void Rules_about_changes_are_known(string expression, bool expected)
    {
        var checker = new CelChecker();

        checker.Check(CelParser.Parse(expression), new CelChecker.Scope("self", Schema, new CelChecker.Scope("oldSelf", Schema, null)));

        checker.UsesOldSelf.ShouldBe(expected);
    }

    private static object? Evaluate(string expression)
    {
        var node = CelParser.Parse(expression);
        new CelChecker().Check(node, new CelChecker.Scope("self", Schema, null));
        return CelEvaluator.Evaluate(node, new CelScope("self", CelValues.Of(Self.DeepClone(), Schema), null));
    }
}

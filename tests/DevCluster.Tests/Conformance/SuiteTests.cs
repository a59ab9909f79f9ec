using System.Reflection;

namespace Orkestra.DevCluster.Tests.Conformance;

/// <summary>The suite keeps its own promises.</summary>
public sealed class SuiteTests
{
    private static readonly Version Oldest = new(1, 20);

    [Fact]
    public void At_least_150_cases_apply_to_the_oldest_server()
    {
        // A theory counts once, however many rows it has.
        var cases = Areas().SelectMany(area => area.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Where(method => (method.GetCustomAttribute<SinceAttribute>()?.Version ?? Oldest) <= Oldest);

        cases.Count().ShouldBeGreaterThanOrEqualTo(150);
    }

    [Theory]
    [InlineData("OnApiServer")]
    [InlineData("OnDevCluster")]
    public void Every_area_runs_on_both_servers(string suffix) =>
        Areas().Where(area => !Sealed(area).Any(type => type.Name.EndsWith(suffix, StringComparison.Ordinal))).ShouldBeEmpty();

    private static IEnumerable<Type> Areas() => typeof(SuiteTests).Assembly.GetTypes()
        .Where(type => type.IsAbstract && type.IsSubclassOf(typeof(ConformanceCase)) && type.Name.EndsWith("Cases", StringComparison.Ordinal));

    private static IEnumerable<Type> Sealed(Type area) => area.Assembly.GetTypes().Where(type => type.BaseType == area && type.IsSealed);
}

namespace Orkestra.DevCluster.Cel;

/// <summary>A variable and those around it.</summary>
internal sealed record CelScope(string Name, object? Value, CelScope? Outer)
{
    public static CelScope? Find(CelScope? scope, string name)
    {
        while (scope is not null && !string.Equals(scope.Name, name, StringComparison.Ordinal))
            scope = scope.Outer;
        return scope;
    }
}

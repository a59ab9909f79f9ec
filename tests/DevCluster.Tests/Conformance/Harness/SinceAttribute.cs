using Xunit.v3;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>Names the first server version that has the behaviour. Below it the case is skipped with the reason "not applicable below …", which test.sh lists apart.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class SinceAttribute(string version) : Attribute, ITraitAttribute
{
    public const string Reason = "not applicable below";

    public Version Version { get; } = Version.Parse(version);

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("since", Version.ToString())];
}

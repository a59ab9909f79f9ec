namespace Orkestra.TestKit.Clusters;

/// <summary>Users that every test cluster knows. All but <see cref="Guest"/> are in <c>system:masters</c>.</summary>
public static class TestUsers
{
    /// <summary>The test itself: what it arranges is not counted as the observer's.</summary>
    public const string Admin = "admin";

    /// <summary>The observer under test.</summary>
    public const string Orkestra = "orkestra";

    /// <summary>The gateway under test.</summary>
    public const string Gateway = "gateway";

    /// <summary>Plays the part of nodes and workload controllers.</summary>
    public const string Simulator = "simulator";

    /// <summary>Authenticated without any right.</summary>
    public const string Guest = "guest";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All => [Admin, Orkestra, Gateway, Simulator, Guest];

    /// <summary>The groups of a user.</summary>
    public static IReadOnlyList<string> GroupsOf(string user) => user is Guest ? [] : ["system:masters"];
}

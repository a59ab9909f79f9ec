namespace Orkestra.Katalog.Model;

/// <summary>A kind that an entry makes, at the version that its body is written for.</summary>
/// <param name="ApiVersion"><c>apps/v1</c>, or <c>v1</c> for the core group.</param>
/// <param name="Kind">As in <c>kind:</c>.</param>
public sealed record KindReference(string ApiVersion, string Kind)
{
    /// <summary>Empty for the core group.</summary>
    public string Group => ApiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? ApiVersion[..slash] : "";

    /// <summary>The part of <see cref="ApiVersion"/> after the group.</summary>
    public string Version => ApiVersion[(ApiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];
}

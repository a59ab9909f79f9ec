namespace Orkestra.Katalog.Model;

/// <summary>The API type of a custom resource.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Version">The version that the box watches.</param>
/// <param name="Kind">As in <c>kind:</c>.</param>
/// <param name="Plural">The resource name in URLs.</param>
public sealed record ApiTypes(string Group, string Version, string Kind, string Plural)
{
    /// <summary><c>group/version</c>, or the version alone in the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}

namespace Orkestra.Grains.Interfaces.Fleet;

/// <summary>One child of a custom resource as last seen.</summary>
/// <param name="ApiVersion">Its <c>apiVersion</c>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace, or null.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ready">Ready by the rules of kstatus.</param>
/// <param name="Message">Why not, or empty.</param>
public sealed record ChildView(string ApiVersion, string Kind, string? Namespace, string Name, bool Ready, string Message)
{
    /// <summary>Whose it was before an entry with <c>adopt: true</c> took it over; null: it was made here.</summary>
    public string? AdoptedFrom { get; init; }
}

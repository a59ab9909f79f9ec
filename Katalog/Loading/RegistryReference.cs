namespace Orkestra.Katalog.Loading;

/// <summary>An artefact of a registry.</summary>
/// <param name="Kind"><c>Katalog</c>, <c>Komposer</c> or <c>Motif</c>: what is wanted of it.</param>
/// <param name="Name">As it is written: <c>name:version</c>, <c>name</c>, or a full reference.</param>
/// <param name="Version">The version, where it is given apart; null: it is in the name.</param>
/// <param name="Credential">What authorises the download; null: nothing but what the host knows.</param>
/// <param name="RelativeTo">The file that has the import.</param>
public sealed record RegistryReference(string Kind, string Name, string? Version, ImportCredential? Credential, string RelativeTo)
{
    /// <summary>The artefact, for people.</summary>
    public override string ToString() => Version is null ? Name : $"{Name}:{Version}";
}

namespace Orkestra.Grains.Looping;

/// <summary>What changes again and again.</summary>
/// <param name="Of">The object: <c>ConfigMap web-config</c>, or <c>status</c> for that of the custom resource.</param>
/// <param name="Path">The field, as a dot path; empty where the whole object goes.</param>
/// <param name="Manager">The field manager that writes it, or null when nobody is known.</param>
internal sealed record Flap(string Of, string Path, string? Manager)
{
    public override string ToString() => $"{Of}{(Path.Length > 0 ? $" {Path}" : " is gone again and again")}{(Manager is null ? "" : $", written by {Manager}")}";
}

namespace Orkestra.Katalog.Observation;

/// <summary>A token that goes with a request. It is in no text that anybody prints.</summary>
/// <param name="Header">The header it is sent in; in <c>Authorization</c> it is a bearer token, unless it names another scheme.</param>
/// <param name="Variable">The environment variable that has it; null: it is <paramref name="Value"/>.</param>
/// <param name="Value">The token; null: it is in <paramref name="Variable"/>.</param>
public sealed record ExternalCredential(string Header, string? Variable, string? Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"a token in {Header}";
}

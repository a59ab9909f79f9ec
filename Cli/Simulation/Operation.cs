namespace Orkestra.Cli.Simulation;

/// <summary>One write that the observer asked the API server for.</summary>
/// <param name="Cycle">The cycle, from 1.</param>
/// <param name="Verb">create, update, delete, patch or apply.</param>
/// <param name="Resource">Plural, with a subresource behind a slash.</param>
/// <param name="Namespace">Null for cluster scope.</param>
/// <param name="Name">Of the object.</param>
/// <param name="StatusCode">The answer.</param>
/// <param name="Entry">The entry that it was done for; null when that is not known.</param>
internal sealed record Operation(int Cycle, string Verb, string Resource, string? Namespace, string Name, int StatusCode, string? Entry)
{
    /// <summary>The server did it.</summary>
    public bool Succeeded => StatusCode < 300;

    /// <summary>It made the object.</summary>
    public bool Created => StatusCode == 201;

    /// <summary><c>apply deployments default/web (created)</c>.</summary>
    public override string ToString()
    {
        var name = Namespace is null ? Name : $"{Namespace}/{Name}";
        var result = (Succeeded, Created) switch
        {
            (false, _) => $" (refused with {StatusCode})",
            (true, true) when Verb is "apply" => " (created)",
            _ => "",
        };
        return $"{Verb} {Resource} {name}{result}";
    }
}

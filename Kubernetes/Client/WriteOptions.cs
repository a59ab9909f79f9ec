namespace Orkestra.Kubernetes.Client;

/// <summary>What a write may say besides its body.</summary>
public sealed record WriteOptions
{
    /// <summary>Nothing besides the body.</summary>
    public static WriteOptions None { get; } = new();

    /// <summary>Whose write it is, for <c>metadata.managedFields</c>. An apply needs one.</summary>
    public string? FieldManager { get; init; }

    /// <summary>For an apply: whether fields of other managers are taken over. Null leaves it to the server (no).</summary>
    public bool? Force { get; init; }

    /// <summary>The subresource that is written, as "status".</summary>
    public string? Subresource { get; init; }

    /// <summary>Whether the server only pretends.</summary>
    public bool DryRun { get; init; }
}

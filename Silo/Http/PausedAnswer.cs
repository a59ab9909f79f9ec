namespace Orkestra.Silo.Http;

/// <summary>A custom resource that is left alone.</summary>
/// <param name="Namespace">Its namespace, or null.</param>
/// <param name="Name">Its name.</param>
/// <param name="By">What has the annotation: custom resource, namespace or CRD.</param>
/// <param name="Reason">As somebody wrote it.</param>
/// <param name="Until">When it ends by itself, or null.</param>
/// <param name="Fault">What is wrong with the annotation, or null.</param>
internal sealed record PausedAnswer(string? Namespace, string Name, string By, string Reason, DateTimeOffset? Until, string? Fault);

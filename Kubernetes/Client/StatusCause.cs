namespace Orkestra.Kubernetes.Client;

/// <summary>An entry of <c>details.causes</c> of a Status.</summary>
/// <param name="Reason">As "FieldManagerConflict" or "FieldValueInvalid".</param>
/// <param name="Message">As "conflict with \"kubectl\" using apps/v1".</param>
/// <param name="Field">The field's path, as ".spec.replicas".</param>
public sealed record StatusCause(string Reason, string Message, string Field);

namespace Orkestra.Silo.Http;

/// <summary>What admission did for a CRD. All zero as long as no gateway serves it.</summary>
internal sealed record AdmissionAnswer(bool WebhooksEnabled, long ValidationTotal, long ValidationDenied, double ValP95LatencyMs);

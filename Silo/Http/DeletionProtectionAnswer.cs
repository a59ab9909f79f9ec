namespace Orkestra.Silo.Http;

/// <summary>What deletion protection did for a CRD. Not enabled as long as no gateway serves it.</summary>
internal sealed record DeletionProtectionAnswer(bool Enabled, long Total, long Blocked);

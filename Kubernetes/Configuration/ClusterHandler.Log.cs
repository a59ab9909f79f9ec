using Microsoft.Extensions.Logging;

namespace Orkestra.Kubernetes.Configuration;

internal sealed partial class ClusterHandler
{
    [LoggerMessage(2017, LogLevel.Warning, "TLS verification of {Server} is switched off by insecure-skip-tls-verify: anybody on the way can read and change everything")]
    private static partial void LogInsecure(ILogger logger, string server);
}

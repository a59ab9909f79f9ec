using Microsoft.Extensions.Logging;

namespace Orkestra.Grains.Boxes;

internal sealed partial class OperatorBox
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Box}: definition {Revision} took over; its custom resources are looked at anew")]
    private partial void LogTookOver(string box, string revision);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: {Reason}")]
    private partial void LogMissing(string box, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: its CRD is gone; the box waits until it is back")]
    private partial void LogCrdGone(string box);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Box}: the schema of {Resource} keeps no status, so none is written; add the status subresource to the CRD")]
    private partial void LogStatusDropped(string box, string resource);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Box}: the box failed and starts again")]
    private partial void LogFault(string box, Exception error);
}

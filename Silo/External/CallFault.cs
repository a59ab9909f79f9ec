using System.Net.Sockets;
using System.Security.Authentication;

namespace Orkestra.Silo.External;

/// <summary>Why a call failed, in words that no server chooses: they come into conditions, where whoever may not ask a server must not read what it says, and where
/// another text at each try would be a write at each try.</summary>
internal static class CallFault
{
    public static string Of(Exception error) => error switch
    {
        CallFaultException or FormatException => error.Message,
        SocketException socket => Of(socket.SocketErrorCode),
        AuthenticationException => "its TLS certificate or protocol is not accepted",
        HttpRequestException { InnerException: { } inner } when IsTelling(inner) => Of(inner),
        HttpRequestException http => Of(http.HttpRequestError),
        HttpIOException http => Of(http.HttpRequestError),
        IOException { InnerException: { } inner } when IsTelling(inner) => Of(inner),
        IOException => "the connection broke",
        _ => "the request cannot be sent",
    };

    private static bool IsTelling(Exception inner) => inner is CallFaultException or SocketException or AuthenticationException or HttpRequestException or IOException;

    private static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted => "the connection broke",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the name has no address",
        SocketError.TimedOut => "the connection timed out",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "the host cannot be reached",
        _ => $"the connection failed ({error})",
    };

    private static string Of(HttpRequestError? error) => error switch
    {
        HttpRequestError.NameResolutionError => "the name has no address",
        HttpRequestError.ConnectionError => "the connection failed",
        HttpRequestError.SecureConnectionError => "its TLS certificate or protocol is not accepted",
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => "it does not speak HTTP",
        HttpRequestError.ResponseEnded => "the connection broke",
        HttpRequestError.ConfigurationLimitExceeded => "the headers of its answer are too long",
        _ => "the request failed",
    };
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orkestra.Kubernetes.Tests.Fakes;

/// <summary>A proxy that opens tunnels: by CONNECT, or by SOCKS 5. It leads every tunnel to one target and keeps what was asked for.</summary>
internal sealed class TunnelProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly IPEndPoint _target;
    private readonly Task _accepting;
    private readonly List<Task> _tunnels = [];

    public TunnelProxy(Uri target, bool socks)
    {
        _target = new IPEndPoint(IPAddress.Loopback, target.Port);
        _listener.Start();
        _accepting = AcceptAsync(socks);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public List<string> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_tunnels).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync(bool socks)
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _tunnels.Add(TunnelAsync(client, socks));
        }
    }

    private async Task TunnelAsync(TcpClient client, bool socks)
    {
        using var one = client;
        var near = client.GetStream();
        await (socks ? GreetSocksAsync(near) : GreetHttpAsync(near));
        using var server = new TcpClient();
        await server.ConnectAsync(_target, _stop.Token);
        var far = server.GetStream();
        await Task.WhenAny(near.CopyToAsync(far, _stop.Token), far.CopyToAsync(near, _stop.Token));
    }

    private async Task GreetHttpAsync(NetworkStream near)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await near.ReadExactlyAsync(one, _stop.Token);
            head.Append((char)one[0]);
        }

        Asked.Add(head.ToString().Split("\r\n")[0]);
        if (head.ToString().Contains("Proxy-Authorization: ", StringComparison.Ordinal))
            Asked.Add(head.ToString().Split("Proxy-Authorization: ")[1].Split("\r\n")[0]);
        await near.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _stop.Token);
    }

    private async Task GreetSocksAsync(NetworkStream near)
    {
        var buffer = new byte[512];
        await near.ReadExactlyAsync(buffer.AsMemory(0, 2), _stop.Token);
        await near.ReadExactlyAsync(buffer.AsMemory(0, buffer[1]), _stop.Token);
        await near.WriteAsync(new byte[] { 5, 0 }, _stop.Token);
        await near.ReadExactlyAsync(buffer.AsMemory(0, 4), _stop.Token);
        var rest = buffer[3] == 1 ? 6 : 0;
        if (rest == 0)
        {
            await near.ReadExactlyAsync(buffer.AsMemory(0, 1), _stop.Token);
            rest = buffer[0] + 2;
        }

        await near.ReadExactlyAsync(buffer.AsMemory(0, rest), _stop.Token);
        Asked.Add("socks");
        await near.WriteAsync(new byte[] { 5, 0, 0, 1, 127, 0, 0, 1, 0, 0 }, _stop.Token);
    }
}

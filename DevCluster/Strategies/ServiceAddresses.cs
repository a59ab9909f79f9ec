namespace Orkestra.DevCluster.Strategies;

/// <summary>Hands out addresses of 10.0.0.0/12 and ports of nodes, each once until the range begins anew.</summary>
internal sealed class ServiceAddresses
{
    private const int FirstNodePort = 30000;
    private const int NodePorts = 2768;
    private const int Addresses = (1 << 20) - 1024;
    private int _address;
    private int _port;

    /// <summary>The first 1,024 addresses are left to those who choose one themselves.</summary>
    public string Next()
    {
        var number = 1024 + (uint)Interlocked.Increment(ref _address) % Addresses;
        return $"10.{number >> 16}.{number >> 8 & 255}.{number & 255}";
    }

    public int NextNodePort() => FirstNodePort + (int)((uint)Interlocked.Increment(ref _port) % NodePorts);
}

using Npgsql;

namespace Orkestra.Silo.External;

/// <summary>The connections to databases: a pool for each way to reach one, at most so many pools; the one that was used longest ago makes room.</summary>
internal sealed class PostgresPools : IAsyncDisposable
{
    private const int MaxPools = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Pool> _pools = new(StringComparer.Ordinal);
    private long _uses;

    /// <param name="settings">How it is reached; its host is an address.</param>
    /// <param name="host">The name that its certificate has.</param>
    public Lease Take(NpgsqlConnectionStringBuilder settings, string host)
    {
        lock (_lock)
        {
            var key = $"{host}\n{settings.ConnectionString}";
            if (!_pools.TryGetValue(key, out var pool))
            {
                MakeRoom();
                _pools[key] = pool = new Pool(Open(settings, host));
            }

            pool.LastUse = ++_uses;
            pool.Users++;
            return new Lease(this, pool);
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<Pool> all;
        lock (_lock)
        {
            all = [.. _pools.Values];
            _pools.Clear();
        }

        foreach (var pool in all)
            await pool.Source.DisposeAsync().ConfigureAwait(false);
    }

    private static NpgsqlDataSource Open(NpgsqlConnectionStringBuilder settings, string host)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseSslClientAuthenticationOptionsCallback(options => options.TargetHost = host);
        return builder.Build();
    }

    private void MakeRoom()
    {
        if (_pools.Count < MaxPools || _pools.Where(each => each.Value.Users == 0).OrderBy(each => each.Value.LastUse).Select(each => each.Key).FirstOrDefault() is not { } oldest)
            return;
        _pools.Remove(oldest, out var gone);
        gone!.Source.Dispose();
    }

    private void Leave(Pool pool)
    {
        lock (_lock)
            pool.Users--;
    }

    /// <summary>A pool in use.</summary>
    internal sealed class Lease(PostgresPools pools, Pool pool) : IDisposable
    {
        public NpgsqlDataSource Source => pool.Source;

        public void Dispose() => pools.Leave(pool);
    }

    /// <summary>A pool and who uses it.</summary>
    internal sealed class Pool(NpgsqlDataSource source)
    {
        public NpgsqlDataSource Source => source;

        public long LastUse { get; set; }

        public int Users { get; set; }
    }
}

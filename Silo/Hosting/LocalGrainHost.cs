using System.Collections.Concurrent;
using Orkestra.Grains.Hosting;
using Orkestra.Grains.Interfaces.Identity;
using Orkestra.Grains.Interfaces.Passes;

namespace Orkestra.Silo.Hosting;

/// <summary>Grains in this process: activated by key, one turn at a time, collected when nobody waits for a turn.</summary>
internal sealed class LocalGrainHost(Func<CustomResourceKey, ICustomResourceGrain> create) : IGrainHost
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new(StringComparer.Ordinal);

    /// <summary>Grains in memory.</summary>
    public int Count => _activations.Count;

    public ICustomResourceGrain CustomResource(CustomResourceKey key) => new Reference(this, key);

    private async Task<PassOutcome> RunAsync(CustomResourceKey key, PassRequest request, CancellationToken cancellationToken)
    {
        var activation = Join(key);
        try
        {
            await activation.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await activation.Grain.RunPassAsync(request, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                activation.Turn.Release();
            }
        }
        finally
        {
            Leave(key, activation);
        }
    }

    private Activation Join(CustomResourceKey key)
    {
        while (true)
        {
            var activation = _activations.GetOrAdd(key.GrainKey, _ => new Activation(create(key)));
            if (activation.TryJoin())
                return activation;
        }
    }

    private void Leave(CustomResourceKey key, Activation activation)
    {
        if (activation.Leave())
            _activations.TryRemove(new KeyValuePair<string, Activation>(key.GrainKey, activation));
    }

    private sealed record Reference(LocalGrainHost Host, CustomResourceKey Key) : ICustomResourceGrain
    {
        public Task<PassOutcome> RunPassAsync(PassRequest request, CancellationToken cancellationToken) => Host.RunAsync(Key, request, cancellationToken);
    }

    /// <summary>A grain in memory and those who use it; once the last has left, nobody can join.</summary>
    private sealed class Activation(ICustomResourceGrain grain)
    {
        private const int Collected = -1;
        private int _users;

        public ICustomResourceGrain Grain { get; } = grain;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public bool TryJoin()
        {
            while (true)
            {
                var users = Volatile.Read(ref _users);
                if (users == Collected)
                    return false;
                if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
                    return true;
            }
        }

        /// <returns>True when it was the last.</returns>
        public bool Leave() => Interlocked.Decrement(ref _users) == 0 && Interlocked.CompareExchange(ref _users, Collected, 0) == 0;
    }
}

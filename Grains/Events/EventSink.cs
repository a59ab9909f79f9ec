using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Grains.Events;

/// <summary>Tells Kubernetes events, outside of every worker and at a bounded cost (docs/decisions/086). Whoever tells one never waits. An event that cannot be written is given up:
/// events are for people, and what they tell is in conditions and health too.</summary>
internal sealed partial class EventSink : IAsyncDisposable
{
    private readonly KubernetesClient _client;
    private readonly ILogger _logger;
    private readonly EventBuffer _buffer;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private EventForm? _form;
    private bool _isAwake;

    public EventSink(KubernetesClient client, EventOptions options, TimeProvider clock, ILogger logger)
    {
        _client = client;
        _logger = logger;
        _buffer = new EventBuffer(options, clock);
        _timer = clock.CreateTimer(static sink => ((EventSink)sink!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Events that were given up, because too many waited or the server refused them.</summary>
    public long Dropped { get; private set; }

    public void Start() => _running = Task.Run(() => RunAsync(_stop.Token));

    /// <summary>Tells an event when there is room for it.</summary>
    public void Emit(EventSubject subject, EventText text)
    {
        if (!_buffer.Add(subject, text))
            Dropped++;
        Wake();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _timer.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>From here to <see cref="Sleep"/> something is underway, for whoever moves the clock.</summary>
    private void Wake()
    {
        lock (_lock)
        {
            if (!_isAwake)
                _client.Activity?.Begin();
            _isAwake = true;
            _signals.Writer.TryWrite(true);
        }
    }

    private void Sleep(TimeSpan? wait)
    {
        lock (_lock)
        {
            // Something came between the last look and here.
            if (_signals.Reader.TryPeek(out var _))
                return;
            if (wait is { } time)
                _timer.Change(time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            if (_isAwake)
                _client.Activity?.End();
            _isAwake = false;
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _signals.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            TimeSpan? wait;
            while (_buffer.Take(out wait) is { } due)
                await WriteAsync(due, cancellationToken).ConfigureAwait(false);
            Sleep(wait);
        }
    }

    private async Task WriteAsync(DueEvent due, CancellationToken cancellationToken)
    {
        try
        {
            var form = await FormAsync(cancellationToken).ConfigureAwait(false);
            if (form is null || !(due.Name is { } known ? await AgainAsync(form, due, known, cancellationToken).ConfigureAwait(false) : await FirstAsync(form, due, cancellationToken).ConfigureAwait(false)))
                Dropped++;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Dropped++;
            LogLost(due.Text.Reason, due.Subject.Kind, due.Subject.Name, error.Message);
        }
    }

    private async Task<bool> FirstAsync(EventForm form, DueEvent due, CancellationToken cancellationToken)
    {
        var name = EventForm.NameOf(due);
        await _client.CreateAsync(form.Resource, form.First(due, name), WriteOptions.None, cancellationToken).ConfigureAwait(false);
        _buffer.Wrote(due, name);
        return true;
    }

    private async Task<bool> AgainAsync(EventForm form, DueEvent due, string name, CancellationToken cancellationToken)
    {
        try
        {
            await _client.PatchAsync(form.Resource, new ObjectName(EventForm.NamespaceOf(due.Subject), name), PatchKind.Merge, form.Again(due), WriteOptions.None, cancellationToken).ConfigureAwait(false);
            _buffer.Wrote(due, name);
            return true;
        }
        catch (KubernetesApiException gone) when (gone.IsNotFound)
        {
            // Servers forget events after a while: it begins anew.
            _buffer.Forget(due);
            return await FirstAsync(form, due with { Name = null, Total = due.Times }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<EventForm?> FormAsync(CancellationToken cancellationToken)
    {
        if (_form is not null)
            return _form;
        var resource = await _client.Discovery.FindAsync(new GroupVersionKind("events.k8s.io", "v1", "Event"), cancellationToken).ConfigureAwait(false)
            ?? await _client.Discovery.FindAsync(new GroupVersionKind("", "v1", "Event"), cancellationToken).ConfigureAwait(false);
        return resource is null ? null : _form = new EventForm(resource);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The event {Reason} of {Kind} {Name} was given up: {Error}")]
    private partial void LogLost(string reason, string kind, string name, string error);
}

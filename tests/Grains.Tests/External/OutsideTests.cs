using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Orkestra.Grains.Boxes;
using Orkestra.Grains.Cross;
using Orkestra.Grains.External;
using Orkestra.Grains.Storage;
using Orkestra.Grains.Telemetry;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Observation;
using Orkestra.Kubernetes.Activity;
using Orkestra.Kubernetes.Objects;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.External;

/// <summary>Calls on their way: their bounds, their timeouts and their tries, by the clock of the test.</summary>
public sealed class OutsideTests : IAsyncDisposable
{
    private readonly FakeClock _clock = new();
    private readonly OrkestraInstruments _instruments = new();
    private readonly ActivityGauge _activity = new();
    private readonly Scripted _caller = new();
    private readonly Listener _listener = new();
    private readonly Outside _outside;

    public OutsideTests()
    {
        var slots = new OwnerSlots();
        slots.Post("owner", slot => slot.Listener = _listener);
        _outside = new Outside(_caller, slots, _activity, _instruments, _clock, NullLogger.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _outside.DisposeAsync();
        _instruments.Dispose();
    }

    [Fact]
    public async Task An_answer_wakes_who_asked()
    {
        var question = Ask(Call());
        (await _caller.Calls.ReadAsync(Token)).SetResult(new ExternalAnswer(200, "", ""));

        await _listener.Woken.ReadAsync(Token);

        question.Answer.ShouldBe(new ExternalAnswer(200, "", ""));
        await _activity.WhenIdleAsync(Token);
    }

    [Fact]
    public async Task A_call_ends_at_its_timeout()
    {
        var question = Ask(Call() with { Timeout = TimeSpan.FromSeconds(5) });
        await _caller.Calls.ReadAsync(Token);
        await _clock.WaitForTimersAsync(1, Token);

        _clock.Advance(TimeSpan.FromSeconds(5));
        await _listener.Woken.ReadAsync(Token);

        question.Answer.ShouldBe(new ExternalAnswer(0, "", "no answer within 5 s"));
    }

    [Fact]
    public async Task A_failed_call_is_tried_again_by_the_clock_until_it_is_given_up()
    {
        var question = Ask(Call() with { Retry = new RetryBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), 2, 3) });
        foreach (var pause in (int[])[1, 2])
        {
            (await _caller.Calls.ReadAsync(Token)).SetResult(new ExternalAnswer(503, "", ""));
            await _activity.WhenIdleAsync(Token);
            await _clock.WaitForTimersAsync(1, Token);
            question.Answer.ShouldBeNull();
            _clock.Advance(TimeSpan.FromSeconds(pause));
        }

        (await _caller.Calls.ReadAsync(Token)).SetResult(new ExternalAnswer(503, "third", ""));
        await _listener.Woken.ReadAsync(Token);
        question.Answer!.Body.ShouldBe("third");
    }

    [Fact]
    public async Task A_sleep_comes_before_the_first_try()
    {
        Ask(Call() with { Sleep = TimeSpan.FromSeconds(3) });
        await _clock.WaitForTimersAsync(1, Token);
        _caller.Calls.TryRead(out _).ShouldBeFalse();

        _clock.Advance(TimeSpan.FromSeconds(3));

        (await _caller.Calls.ReadAsync(Token)).SetResult(new ExternalAnswer(200, "", ""));
        await _listener.Woken.ReadAsync(Token);
    }

    [Fact]
    public async Task A_box_has_so_many_calls_on_their_way_and_another_box_has_its_own()
    {
        for (var i = 0; i <= CallSlots.OfBox; i++)
            Ask(Call());
        var open = new List<TaskCompletionSource<ExternalAnswer>>();
        for (var i = 0; i < CallSlots.OfBox; i++)
            open.Add(await _caller.Calls.ReadAsync(Token));
        Ask(Call(), "other");
        var other = await _caller.Calls.ReadAsync(Token);
        _caller.Calls.TryRead(out _).ShouldBeFalse("the box has no place for one more");

        other.SetResult(new ExternalAnswer(200, "", ""));
        open[0].SetResult(new ExternalAnswer(200, "", ""));

        await _caller.Calls.ReadAsync(Token);
    }

    [Fact]
    public async Task Many_boxes_whose_calls_never_end_hold_no_other_box_up()
    {
        for (var i = 0; i < 8 * CallSlots.OfBox; i++)
            Ask(Call(), $"box-{i % 8}");
        for (var i = 0; i < 8 * CallSlots.OfBox; i++)
            await _caller.Calls.ReadAsync(Token);

        Ask(Call(), "ninth");
        (await _caller.Calls.ReadAsync(Token)).SetResult(new ExternalAnswer(200, "", ""));

        await _listener.Woken.ReadAsync(Token);
    }

    [Fact]
    public async Task A_caller_that_throws_is_a_failed_answer()
    {
        var question = Ask(Call());
        (await _caller.Calls.ReadAsync(Token)).SetException(new InvalidOperationException("broken"));

        await _listener.Woken.ReadAsync(Token);

        question.Answer.ShouldBe(new ExternalAnswer(0, "", "broken"));
    }

    [Fact]
    public async Task A_withdrawn_question_wakes_nobody()
    {
        var question = Ask(Call());
        await _caller.Calls.ReadAsync(Token);

        question.Dispose();

        await _activity.WhenIdleAsync(Token);
        _listener.Woken.TryRead(out _).ShouldBeFalse();
    }

    private static ExternalCall Call() => new() { Name = "a", Path = "external[0]", Place = new SourcePlace("katalog.yaml", 1, 1, "") };

    private static BoxContext Box(string name)
    {
        var entry = new CrdEntry { Name = name, Types = new ApiTypes("test.io", "v1", "App", "apps"), Revision = "", Place = new SourcePlace("katalog.yaml", 1, 1, "") };
        var resource = new ApiResource("test.io", "v1", "apps", "app", "App", Namespaced: true, [], [], HasStatus: true, HasScale: false);
        return new BoxContext("local", entry, resource, new BoxStore(), static () => throw new InvalidOperationException()) { Kinds = null!, Cross = new CrossDirectory(), Prunes = null!, Pass = null!, Contentions = null! };
    }

    private Question Ask(ExternalCall call, string box = "app")
    {
        var question = new Question(new ExternalRequest { Call = call, Method = "GET", Url = "http://a.test/" });
        _outside.Start(question, Box(box), "owner");
        return question;
    }

    private sealed class Scripted : IExternalCaller
    {
        private readonly Channel<TaskCompletionSource<ExternalAnswer>> _calls = Channel.CreateUnbounded<TaskCompletionSource<ExternalAnswer>>();

        public ChannelReader<TaskCompletionSource<ExternalAnswer>> Calls => _calls.Reader;

        public Task<ExternalAnswer> CallAsync(ExternalRequest request, CancellationToken cancellationToken)
        {
            var answer = new TaskCompletionSource<ExternalAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            _calls.Writer.TryWrite(answer);
            return answer.Task;
        }
    }

    private sealed class Listener : ICustomResourceListener
    {
        private readonly Channel<bool> _woken = Channel.CreateUnbounded<bool>();

        public ChannelReader<bool> Woken => _woken.Reader;

        public void ChildChanged()
        {
        }

        public void Contested()
        {
        }

        public void Answered() => _woken.Writer.TryWrite(true);
    }
}

using Orkestra.Grains.External;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Rendering;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Grains.Tests.External;

/// <summary>How long the answers of a custom resource serve.</summary>
public sealed class AnswerBookTests
{
    private static readonly ExternalAnswer Good = new(200, "", "");
    private static readonly ExternalAnswer Bad = new(500, "", "");

    private readonly FakeClock _clock = new();
    private readonly AnswerBook _book;

    public AnswerBookTests()
    {
        _book = new AnswerBook(_clock);
        _book.BeginPass();
    }

    [Fact]
    public void A_question_that_is_on_its_way_is_not_asked_twice()
    {
        var (first, isNew) = _book.Find(Request());
        var (second, isNewAgain) = _book.Find(Request());

        (isNew, isNewAgain).ShouldBe((true, false));
        second.ShouldBeSameAs(first);
        second.Answer.ShouldBeNull();
    }

    [Fact]
    public void An_answer_serves_one_complete_pass()
    {
        var first = Answered(Request(), Good);
        _book.Find(Request()).IsNew.ShouldBeFalse();

        _book.EndPass(isRepeated: false);

        first.Unwanted.IsCancellationRequested.ShouldBeTrue();
        _book.BeginPass();
        _book.Find(Request()).IsNew.ShouldBeTrue();
    }

    [Fact]
    public void An_answer_waits_a_minute_for_a_pass_that_is_repeated()
    {
        Answered(Request(), Good);
        _book.EndPass(isRepeated: true);
        _clock.Advance(TimeSpan.FromSeconds(59));
        _book.EndPass(isRepeated: true);
        _book.Find(Request()).IsNew.ShouldBeFalse();

        _clock.Advance(TimeSpan.FromSeconds(1));
        _book.EndPass(isRepeated: true);

        _book.Find(Request()).IsNew.ShouldBeTrue();
    }

    [Fact]
    public void A_good_answer_serves_as_long_as_cacheFor_says_and_a_bad_one_does_not()
    {
        Answered(Request(cacheFor: 60), Good);
        Answered(Request("b", cacheFor: 60), Bad);
        _book.EndPass(isRepeated: false);
        _clock.Advance(TimeSpan.FromSeconds(59));
        _book.BeginPass();

        _book.Find(Request(cacheFor: 60)).IsNew.ShouldBeFalse();
        _book.Find(Request("b", cacheFor: 60)).IsNew.ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _book.Find(Request(cacheFor: 60)).IsNew.ShouldBeTrue();
    }

    [Fact]
    public void Another_request_of_the_same_call_takes_the_place_of_the_first()
    {
        var first = _book.Find(Request()).Question;
        var token = first.Unwanted;

        _book.Find(Request(url: "http://b.test/")).IsNew.ShouldBeTrue();

        token.IsCancellationRequested.ShouldBeTrue();
        _book.Find(Request()).IsNew.ShouldBeTrue("what was asked first is forgotten");
    }

    [Fact]
    public void A_call_that_asks_something_else_at_every_pass_is_a_failure_after_some()
    {
        for (var pass = 0; pass <= 10; pass++)
            Answered(Request(url: $"http://a.test/{pass}"), Good);

        Should.Throw<ExternalCallException>(() => _book.Find(Request(url: "http://a.test/11"))).Message.ShouldContain("at every pass");
        _book.EndPass(isRepeated: false);
        _book.BeginPass();
        _book.Find(Request(url: "http://a.test/12")).IsNew.ShouldBeTrue("the next pass after its backoff tries again");
    }

    [Fact]
    public void An_answer_that_was_kept_for_a_repetition_that_came_late_is_asked_again()
    {
        Answered(Request(), Good);
        _book.EndPass(isRepeated: true);
        _clock.Advance(TimeSpan.FromMinutes(40));
        _book.BeginPass();

        _book.Find(Request()).IsNew.ShouldBeTrue();
    }

    [Fact]
    public void What_a_complete_pass_did_not_ask_for_is_not_wanted_any_more()
    {
        var token = _book.Find(Request()).Question.Unwanted;
        _book.BeginPass();

        _book.EndPass(isRepeated: false);

        token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void A_closed_book_asks_nothing()
    {
        var token = _book.Find(Request()).Question.Unwanted;

        _book.Close();

        token.IsCancellationRequested.ShouldBeTrue();
        _book.Find(Request()).IsNew.ShouldBeFalse();
    }

    private static ExternalRequest Request(string name = "a", string url = "http://a.test/", int cacheFor = 0) => new()
    {
        Call = new ExternalCall { Name = name, Path = $"external.{name}", Place = new SourcePlace("katalog.yaml", 1, 1, ""), CacheFor = TimeSpan.FromSeconds(cacheFor) },
        Method = "GET",
        Url = url,
    };

    private FirstToken Answered(ExternalRequest request, ExternalAnswer answer)
    {
        var question = _book.Find(request).Question;
        var token = question.Unwanted;
        question.Take(answer, _clock.GetUtcNow());
        return new FirstToken(token);
    }

    private sealed record FirstToken(CancellationToken Unwanted);
}

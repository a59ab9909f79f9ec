using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Telemetry;

/// <summary>Alone: what is exported are the spans of the whole process, those of other tests too.</summary>
[Collection(nameof(OtlpExportTests))]
[CollectionDefinition(nameof(OtlpExportTests), DisableParallelization = true)]
public sealed class OtlpExportTests : IDisposable
{
    private readonly CliRun _run = new() { WorkingDirectory = RepositoryRoot.Path };

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_pass_is_a_span_with_its_wait_and_its_requests_as_children()
    {
        await using var receiver = await OtlpReceiver.StartAsync(TestContext.Current.CancellationToken);
        _run.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address;
        _run.Variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";

        (await _run.RunAsync("dev", "examples/hello-website", "--exit-when-steady", "--timeout", "120s")).ShouldBe(0, _run.Error);

        var spans = receiver.Spans.ToList();
        var passes = spans.Where(span => span.Name == "pass Website").ToList();
        passes.ShouldNotBeEmpty();
        passes.ShouldAllBe(pass => pass.ParentId.Length == 0 && pass.Tags.Contains("orkestra.key") && pass.Tags.Contains("orkestra.result"));
        foreach (var pass in passes)
        {
            var wait = spans.Where(span => span.ParentId == pass.Id && span.Name == "queue").ShouldHaveSingleItem();
            wait.Begun.ShouldBe(pass.Begun);
            wait.Ended.ShouldBeInRange(pass.Begun, pass.Ended);
            wait.TraceId.ShouldBe(pass.TraceId);
        }

        var requests = spans.Where(span => span.Name.StartsWith("apply ", StringComparison.Ordinal)).ToList();
        requests.Select(span => span.Name).ShouldContain("apply deployments.apps");
        requests.ShouldAllBe(request => passes.Any(pass => pass.Id == request.ParentId) && request.Tags.Contains("http.response.status_code"));
        // Watches that passes open are no part of them.
        spans.ShouldNotContain(span => span.Name.StartsWith("watch ", StringComparison.Ordinal) || span.Name.StartsWith("list ", StringComparison.Ordinal));
        string.Concat(receiver.Metrics).ShouldContain("controller_reconcile_total");
    }

    [Fact]
    public async Task An_endpoint_that_is_no_address_is_one_line_and_exit_code_1()
    {
        _run.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector";
        (await _run.RunAsync("dev", "examples/hello-website", "--exit-when-steady")).ShouldBe(1);
        _run.ErrorLines.ShouldHaveSingleItem().ShouldBe("OTEL_EXPORTER_OTLP_ENDPOINT: error ORK0010: \"collector\" is not the address of a collector — give it one such as http://127.0.0.1:4317, or unset it");
    }
}

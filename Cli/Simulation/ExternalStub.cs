using Orkestra.Grains.External;
using Orkestra.Katalog.Observation;
using Orkestra.Katalog.Simulation;

namespace Orkestra.Cli.Simulation;

/// <summary>The outside of a simulation: nothing leaves the process. The last scripted answer that fits is given, and 200 with <c>{}</c> where none does.</summary>
/// <param name="answers">The script.</param>
/// <param name="cycle">The cycle that runs.</param>
internal sealed class ExternalStub(IReadOnlyList<ScriptedAnswer> answers, Func<int> cycle) : IExternalCaller
{
    private static readonly ExternalAnswer Well = new(200, "{}", "");

    public Task<ExternalAnswer> CallAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        var now = cycle();
        var found = answers.LastOrDefault(answer => answer.FromCycle <= now && Fits(answer, request));
        return Task.FromResult(found is null ? Well : new ExternalAnswer(found.Status ?? (found.Error.Length > 0 ? 0 : 200), found.Body, found.Error));
    }

    private static bool Fits(ScriptedAnswer answer, ExternalRequest request) =>
        (answer.Name is null || string.Equals(answer.Name, request.Call.Name, StringComparison.Ordinal))
        && (answer.Url is not { } url || (url.EndsWith('*') ? request.Url.StartsWith(url[..^1], StringComparison.Ordinal) : string.Equals(request.Url, url, StringComparison.Ordinal)));
}

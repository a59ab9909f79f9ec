using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orkestra.Grains.Interfaces.Fleet;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.Model;

namespace Orkestra.Silo.Http;

/// <summary>The custom resources of an observer, for people and for cross reads of other observers. Entries with <c>crossAccess: false</c> keep theirs to themselves.</summary>
internal sealed class ResourceApi(IFleet fleet, Func<string, CrdEntry?> entryOf, TimeProvider clock)
{
    private const int DefaultPage = 500;
    private const int LargestPage = 1000;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/katalog/{crd}/cr", ListAsync);
        routes.MapGet("/katalog/{crd}/cr/{name}", (string crd, string name, CancellationToken cancellationToken) => OneAsync(crd, null, name, cancellationToken));
        routes.MapGet("/katalog/{crd}/cr/{first}/{second}", TwoAsync);
        routes.MapGet("/katalog/{crd}/cr/{ns}/{name}/events", (string crd, string ns, string name, CancellationToken cancellationToken) => EventsAsync(crd, ns, name, cancellationToken));
    }

    /// <summary>Of what has no namespace the second part can only be <c>events</c>.</summary>
    private Task<IResult> TwoAsync(string crd, string first, string second, CancellationToken cancellationToken) =>
        string.Equals(second, "events", StringComparison.Ordinal) && entryOf(crd) is { Namespaced: false } ? EventsAsync(crd, null, first, cancellationToken) : OneAsync(crd, first, second, cancellationToken);

    private async Task<IResult> ListAsync(string crd, HttpRequest request, CancellationToken cancellationToken)
    {
        if (Refusal(crd) is { } refusal)
            return refusal;
        FieldPath? field = null;
        if (request.Query["field"].ToString() is { Length: > 0 } path && (field = FieldPath.Parse(path.TrimStart('.'), out var error, out _)) is null)
            return LiveErrors.Of(StatusCodes.Status400BadRequest, $"field is no path: {error}");
        var limit = DefaultPage;
        if (request.Query["limit"].ToString() is { Length: > 0 } given && (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is 0 or > LargestPage))
            return LiveErrors.Of(StatusCodes.Status400BadRequest, $"limit is a number from 1 to {LargestPage}");
        var page = await fleet.PageResourcesAsync(crd, request.Query["continue"].ToString() is { Length: > 0 } after ? after : null, limit, cancellationToken).ConfigureAwait(false);
        return LiveErrors.Json(new JsonObject
        {
            ["crd"] = crd,
            ["items"] = new JsonArray([.. page.Items.Select(item => (JsonNode)ResourceAnswers.Item(item, field, clock.GetUtcNow()))]),
            ["total"] = page.Total,
            ["continue"] = page.Next,
        });
    }

    private async Task<IResult> OneAsync(string crd, string? ns, string name, CancellationToken cancellationToken)
    {
        if (Refusal(crd) is { } refusal)
            return refusal;
        ns = NamespaceOf(crd, ns);
        return await fleet.FindResourceAsync(crd, ns, name, cancellationToken).ConfigureAwait(false) is { } found
            ? LiveErrors.Json(ResourceAnswers.Detail(crd, found, clock.GetUtcNow()))
            : LiveErrors.Of(StatusCodes.Status404NotFound, $"{crd} has no custom resource {(ns is null ? name : $"{ns}/{name}")}");
    }

    private async Task<IResult> EventsAsync(string crd, string? ns, string name, CancellationToken cancellationToken)
    {
        if (Refusal(crd) is { } refusal)
            return refusal;
        ns = NamespaceOf(crd, ns);
        if (await fleet.FindResourceAsync(crd, ns, name, cancellationToken).ConfigureAwait(false) is not { } found)
            return LiveErrors.Of(StatusCodes.Status404NotFound, $"{crd} has no custom resource {(ns is null ? name : $"{ns}/{name}")}");
        try
        {
            var events = await fleet.ListEventsAsync(found, cancellationToken).ConfigureAwait(false);
            return LiveErrors.Json(new JsonObject { ["crd"] = crd, ["namespace"] = ns, ["name"] = name, ["items"] = new JsonArray([.. events.Select(each => (JsonNode)ResourceAnswers.Event(each))]) });
        }
        catch (IOException error)
        {
            return LiveErrors.Of(StatusCodes.Status502BadGateway, error.Message);
        }
    }

    /// <summary>Who asks may have a namespace where what is asked for has none.</summary>
    private string? NamespaceOf(string crd, string? asked) => entryOf(crd) is { Namespaced: false } ? null : asked;

    private IResult? Refusal(string crd) => entryOf(crd) switch
    {
        null => LiveErrors.Of(StatusCodes.Status404NotFound, $"no enabled entry is named {crd}"),
        { CrossAccess: false } => LiveErrors.Of(StatusCodes.Status403Forbidden, $"{crd} says crossAccess: false: its custom resources are its own"),
        _ => null,
    };
}

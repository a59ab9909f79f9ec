using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orkestra.Katalog.Model;

namespace Orkestra.Silo.Http;

/// <summary>What the observer runs, as it is written and with all that it imports: of the file, and of single entries.</summary>
/// <param name="katalogs">What is run now.</param>
/// <param name="entryOf">An enabled entry by its name.</param>
internal sealed class DeclarationApi(Func<IReadOnlyList<KatalogDefinition>> katalogs, Func<string, CrdEntry?> entryOf)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/katalog/raw", () => All(static declared => declared.Written()));
        routes.MapGet("/katalog/enriched", () => All(static declared => declared.Composed()));
        routes.MapGet("/katalog/{crd}/raw", (string crd) => One(crd, static declared => declared.Written()));
        routes.MapGet("/katalog/{crd}/enriched", (string crd) => One(crd, static declared => declared.Composed()));
    }

    /// <summary>Several files are items of a list.</summary>
    private IResult All(Func<Declaration, JsonNode?> show)
    {
        var all = katalogs().Select(katalog => katalog.Declaration).OfType<Declaration>().Select(show).ToList();
        return LiveErrors.Json(all is [{ } one] ? one : new JsonObject { ["items"] = new JsonArray([.. all]) });
    }

    private IResult One(string crd, Func<Declaration, JsonNode?> show) =>
        entryOf(crd)?.Declaration is { } declared && show(declared) is { } shown ? LiveErrors.Json(shown) : LiveErrors.Of(StatusCodes.Status404NotFound, $"no enabled entry is named {crd}");
}

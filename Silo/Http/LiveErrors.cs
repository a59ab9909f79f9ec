using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Orkestra.Silo.Http;

/// <summary>Answers that have no shape of their own.</summary>
internal static class LiveErrors
{
    public static IResult Of(int statusCode, string error) => Results.Json(new ErrorAnswer(error), HealthJson.Default.ErrorAnswer, statusCode: statusCode);

    public static IResult Json(JsonNode answer) => Results.Text(answer.ToJsonString(), "application/json", Encoding.UTF8);
}

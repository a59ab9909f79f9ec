using System.Net.Http.Headers;
using System.Text;

namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>Speaks HTTP with an API server and knows nothing of Kubernetes but its paths. It owes nothing to the client under Kubernetes/, so that the two are tested apart.</summary>
public sealed class Api(HttpClient http) : IDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public Task<Answer> GetAsync(string path, string accept = "application/json") => SendAsync(HttpMethod.Get, path, null, null, accept);

    public Task<Answer> PostAsync(string path, string body, string contentType = "application/json") => SendAsync(HttpMethod.Post, path, body, contentType);

    public Task<Answer> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body, "application/json");

    public Task<Answer> PatchAsync(string path, string type, string body) => SendAsync(HttpMethod.Patch, path, body, type);

    public Task<Answer> ApplyAsync(string path, string manager, string body, bool force = false) =>
        SendAsync(HttpMethod.Patch, $"{path}?fieldManager={manager}{(force ? "&force=true" : "")}", body, PatchType.Apply);

    public Task<Answer> DeleteAsync(string path, string? body = null) =>
        SendAsync(HttpMethod.Delete, path, body, body is null ? null : "application/json");

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body, string? contentType, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType!);
        }

        using var response = await http.SendAsync(request, Cancelled);
        return new Answer(
            $"{method} {path}",
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.ToString() ?? "",
            response.Headers.TryGetValues("Warning", out var warnings) ? [.. warnings] : [],
            await response.Content.ReadAsStringAsync(Cancelled));
    }

    /// <summary>Starts a watch; <paramref name="query"/> without "watch=true".</summary>
    public async Task<WatchStream> WatchAsync(string path, string query = "", string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?watch=true{(query.Length > 0 ? "&" + query : "")}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        return await WatchStream.OpenAsync(response, Cancelled);
    }

    public void Dispose() => http.Dispose();
}

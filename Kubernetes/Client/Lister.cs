using System.Runtime.CompilerServices;
using System.Text.Json;
using Orkestra.Kubernetes.Objects;

namespace Orkestra.Kubernetes.Client;

/// <summary>Lists a resource page by page. When the state of the first page is gone before the last one was read, the rest is taken from a newer state if
/// <c>mayMixStates</c> says so and the server offers it.</summary>
internal sealed class Lister(KubernetesClient client, ApiResource resource, ListOptions options, bool mayMixStates)
{
    /// <summary>The resourceVersion of the last page that was read.</summary>
    public string ResourceVersion { get; private set; } = "";

    /// <exception cref="KubernetesApiException">410: the list took longer than the server keeps its state, and it offers no newer one.</exception>
    public async IAsyncEnumerable<T> ReadAsync<T>(ItemDecoder<T> decode, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = "";
        do
        {
            var (stream, request) = await OpenAsync(next, cancellationToken).ConfigureAwait(false);
            using (stream)
            {
                var page = new ListPage(stream.Body);
                var items = page.ReadAsync(decode, stream.Token).GetAsyncEnumerator(stream.Token);
                await using var _ = items.ConfigureAwait(false);
                while (await MoveNextAsync(items, stream, request, cancellationToken).ConfigureAwait(false))
                    yield return items.Current;
                ResourceVersion = page.ResourceVersion;
                next = page.Continue;
            }
        }
        while (next.Length > 0);
    }

    private async Task<(ApiStream Stream, ApiRequest Request)> OpenAsync(string next, CancellationToken cancellationToken)
    {
        var request = ToRequest(next);
        try
        {
            return (await client.Sender.OpenAsync(request, cancellationToken).ConfigureAwait(false), request);
        }
        catch (KubernetesApiException error) when (mayMixStates && error.IsGone && next.Length > 0 && (string?)error.Status?["metadata"]?["continue"] is { Length: > 0 } newer)
        {
            request = ToRequest(newer);
            return (await client.Sender.OpenAsync(request, cancellationToken).ConfigureAwait(false), request);
        }
    }

    private async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> items, ApiStream stream, ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            // The server gets its time for each item; what the reader of the list takes between two items does not count.
            stream.EndAfter(client.Options.RequestTimeout);
            var isThere = await items.MoveNextAsync().ConfigureAwait(false);
            stream.EndAfter(Timeout.InfiniteTimeSpan);
            return isThere;
        }
        catch (Exception error) when (error is JsonException || RequestSender.IsConnectionFailure(error, cancellationToken))
        {
            throw client.Sender.Unreachable(request, error);
        }
    }

    private ApiRequest ToRequest(string next)
    {
        var path = ApiPath.WithQuery(
            ApiPath.Of(resource, options.Namespace), ("labelSelector", options.LabelSelector), ("fieldSelector", options.FieldSelector),
            ("limit", ApiPath.Number(options.PageSize)), ("continue", next),
            ("resourceVersion", next.Length == 0 ? options.ExactResourceVersion : null),
            ("resourceVersionMatch", next.Length == 0 && options.ExactResourceVersion is not null ? "Exact" : null));
        return new ApiRequest(HttpMethod.Get, path, "list", resource.GroupResource, options.Namespace ?? "");
    }
}

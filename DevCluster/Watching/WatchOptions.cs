using System.Globalization;
using Orkestra.DevCluster.Http;

namespace Orkestra.DevCluster.Watching;

/// <summary>The options of a watch.</summary>
/// <param name="From">Events after this revision; null: begin with the objects that are there.</param>
/// <param name="MarksInitialEvents">A bookmark tells where the objects that are there end.</param>
/// <param name="Bookmarks">From time to time a bookmark tells how far the watch is.</param>
/// <param name="Timeout">The server ends the watch after this.</param>
internal sealed record WatchOptions(long? From, bool MarksInitialEvents, bool Bookmarks, TimeSpan Timeout)
{
    private const int DefaultSeconds = 1800;

    /// <exception cref="ApiException">422: the options do not go together.</exception>
    public static WatchOptions Read(ApiRequest request, long current)
    {
        var query = request.Query;
        var version = query.Get("resourceVersion");
        var revision = 0L;
        if (version.Length > 0 && !long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out revision))
            throw ApiErrors.Invalid("", "ListOptions", "", [FieldError.Invalid("resourceVersion", version, $"strconv.ParseUint: parsing \"{version}\": invalid syntax")]);
        var sends = query.Find("sendInitialEvents") is null ? (bool?)null : query.Flag("sendInitialEvents");
        CheckMatch(query.Get("resourceVersionMatch"), sends);
        long? from = sends switch
        {
            true => null,
            false when version.Length == 0 => current,
            false => revision,
            null => revision == 0 ? null : revision,
        };
        var seconds = query.Number("timeoutSeconds") is { } asked and > 0 ? asked : DefaultSeconds + Random.Shared.Next(DefaultSeconds);
        return new WatchOptions(from, sends is true, query.Flag("allowWatchBookmarks"), TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue / 1000)));
    }

    private static void CheckMatch(string match, bool? sends)
    {
        var errors = new List<FieldError>();
        if (sends is not null && match is not "NotOlderThan")
            errors.Add(FieldError.Forbidden("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
        if (match.Length > 0 && sends is null)
            errors.Add(FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
        if (errors.Count > 0)
            throw ApiErrors.Invalid("meta.k8s.io", "ListOptions", "", errors);
    }
}

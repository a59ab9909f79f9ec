using System.Globalization;
using Orkestra.Grains.Identity;

namespace Orkestra.Grains.Pausing;

/// <summary>What the annotations of one object say about a pause.</summary>
/// <param name="Reason">Why, as somebody wrote it; empty when nobody did.</param>
/// <param name="Until">When it ends by itself; null: when the annotation goes.</param>
/// <param name="Fault">What is wrong with the annotations, or null.</param>
internal sealed record PauseMark(string Reason, DateTimeOffset? Until, string? Fault)
{
    /// <summary>Null where nothing is paused. An end that cannot be read ends nothing: whoever paused meant to keep us away.</summary>
    public static PauseMark? Of(Func<string, string?> annotation)
    {
        if (!string.Equals(annotation(Stamps.Pause), "true", StringComparison.Ordinal))
            return null;
        var reason = annotation(Stamps.PauseReason)?.Trim() ?? "";
        if (annotation(Stamps.PauseUntil) is not { Length: > 0 } text)
            return new PauseMark(reason, null, null);
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? new PauseMark(reason, until, null)
            : new PauseMark(reason, null, $"{Stamps.PauseUntil} is no RFC 3339 time: {Cut(text)}");
    }

    public bool IsOver(DateTimeOffset now) => Until is { } until && until <= now;

    private static string[] Formats { get; } = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private static string Cut(string text) => text.Length <= 64 ? text : text[..64];
}

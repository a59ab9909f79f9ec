using System.Globalization;
using System.Text.Json.Nodes;

namespace Orkestra.Katalog.Resources;

/// <summary>Values that are made once: encoded, by key, and when they were made.</summary>
internal sealed record OnceValues(JsonObject Data, DateTimeOffset GeneratedAt)
{
    /// <summary>The annotation that says when the values of a secret were made.</summary>
    public const string GeneratedAtKey = "orkestra.orkspace.io/generated-at";

    /// <summary>The annotation that says what for, where values are only good for something certain.</summary>
    public const string GeneratedForKey = "orkestra.orkspace.io/generated-for";

    public static void Stamp(JsonObject secret, DateTimeOffset generatedAt, string? purpose)
    {
        var metadata = secret["metadata"]!.AsObject();
        if (metadata["annotations"] is not JsonObject annotations)
            metadata["annotations"] = annotations = [];
        annotations[GeneratedAtKey] = generatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (purpose is not null)
            annotations[GeneratedForKey] = purpose;
    }

    public static DateTimeOffset? ReadTime(string? annotation) =>
        DateTimeOffset.TryParse(annotation, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}

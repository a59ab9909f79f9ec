using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Loading;

/// <summary>A path or URL in a file, to be read with <see cref="ISourceReader"/>.</summary>
/// <param name="Reference">As it is written.</param>
/// <param name="RelativeTo">The file that it is in: what a relative path starts from.</param>
/// <param name="Place">Where it is written.</param>
public sealed record SourceReference(string Reference, string RelativeTo, SourcePlace Place)
{
    internal static SourceReference? Of(Located? at) => at is { } given && given.Text is { Length: > 0 } text ? new SourceReference(text, given.Node.Source.Reference, given.Place) : null;

    /// <summary>The references of several keys, each a path or a list of paths.</summary>
    internal static IReadOnlyList<SourceReference> AllOf(Located? block, params ReadOnlySpan<string> keys)
    {
        var all = new List<SourceReference>();
        foreach (var key in keys)
        {
            if (block?.At(key) is not { } given)
                continue;
            all.AddRange(given.Node is ListNode ? given.Items().Select(item => Of(item)).OfType<SourceReference>() : Of(given) is { } one ? [one] : []);
        }

        return all;
    }
}

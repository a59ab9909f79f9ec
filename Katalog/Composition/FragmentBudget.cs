using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Composition;

/// <summary>Reads the files that a definition is put together of, and counts them: not more is read than <see cref="FragmentLimits"/> allow.</summary>
internal sealed class FragmentBudget(DocumentReader reader, Findings findings)
{
    private readonly List<string> _texts = [];
    private long _characters;

    /// <summary>The texts of all that was read, in order.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The source behind a reference; null when it cannot be read or is too much, which has been reported at the reference.</summary>
    public async Task<SourceText?> ReadAsync(Located at, string reference, CancellationToken ct) =>
        IsLeft(at) && await reader.ReadReferencedAsync(at, reference, ct).ConfigureAwait(false) is { } source && Take(at, source) ? source : null;

    /// <summary>Counts a source that was read elsewhere.</summary>
    public bool Take(Located at, SourceText source)
    {
        _characters += source.Text.Length;
        if (_characters > FragmentLimits.MaxCharacters)
        {
            findings.Error(DiagnosticIds.YamlLimit, at, $"all files together have more than {FragmentLimits.MaxCharacters / (1024 * 1024)} Mi characters", "make the definition simpler");
            return false;
        }

        _texts.Add(source.Text);
        return true;
    }

    private bool IsLeft(Located at)
    {
        if (_texts.Count < FragmentLimits.MaxFiles)
            return true;
        findings.Error(DiagnosticIds.YamlLimit, at, $"more than {FragmentLimits.MaxFiles} files are included or imported", "make the definition simpler");
        return false;
    }
}

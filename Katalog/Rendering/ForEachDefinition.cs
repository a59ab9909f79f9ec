using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;

namespace Orkestra.Katalog.Rendering;

/// <summary>A compiled <c>forEach</c>: over a dot path, or over a template that gives a list or map.</summary>
/// <param name="As">The name under which an element is seen besides <c>.item</c>.</param>
/// <param name="Path">The dot path; null with a template.</param>
/// <param name="Template">The template; null with a path.</param>
/// <param name="Place">Where its field is.</param>
/// <param name="Inner">A loop inside this one, which sees its elements; null: none.</param>
internal sealed record ForEachDefinition(string As, ContextPath? Path, Fragment? Template, SourcePlace Place, ForEachDefinition? Inner = null)
{
    /// <summary>It and the loops inside it.</summary>
    public IEnumerable<ForEachDefinition> AndInner()
    {
        for (var loop = this; loop is not null; loop = loop.Inner)
            yield return loop;
    }
}

using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Rendering;

/// <summary>Renders an operator box for one custom resource: pure, deterministic, without input or output.</summary>
public static class EntryRenderer
{
    /// <summary>Every child that the entry yields.</summary>
    /// <exception cref="RenderException">One or more wanted children cannot be rendered.</exception>
    public static RenderedChildren RenderChildren(CrdEntry entry, RenderContext context)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(context);
        return new RenderedChildren([], NamesComplete: entry.Resources.Count == 0);
    }

    /// <summary>What the declared status fields say. Unconditional fields count only when the pass succeeded.</summary>
    public static StatusPatch RenderStatus(CrdEntry entry, RenderContext context, bool passSucceeded)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(context);
        return new StatusPatch([], [], []);
    }
}

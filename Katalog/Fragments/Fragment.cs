using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>A compiled piece of a definition: a constant, a template, or a map or list of such. Immutable.</summary>
internal abstract class Fragment(SourcePlace place)
{
    public SourcePlace Place { get; } = place;

    /// <summary>The value: null, string, bool, long, double, JsonObject or JsonArray. Objects and arrays may belong to the scope's documents.</summary>
    /// <exception cref="RenderFaultException">A template failed.</exception>
    public abstract object? Evaluate(TemplateScope scope);

    /// <summary>The value as a JSON node that belongs to nobody else; null for nothing.</summary>
    /// <exception cref="RenderFaultException">A template failed.</exception>
    public virtual JsonNode? ToNode(TemplateScope scope) => Values.ToNode(Evaluate(scope));

    /// <summary>The map or list behind this piece, where a map or list is needed and a template gives it; null for nothing. What is neither stays as it is.</summary>
    /// <exception cref="RenderFaultException">A template failed.</exception>
    public virtual Fragment? Structure(TemplateScope scope) => this;

    /// <summary>What the evaluation can read.</summary>
    public abstract TemplateReads Reads { get; }

    /// <summary>The text, where it is the same in every scope.</summary>
    public virtual string? ConstantText => null;

    /// <summary>Something two fragments share exactly when they are written the same.</summary>
    public abstract string Written { get; }
}

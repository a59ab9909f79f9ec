using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Katalog.Fragments;

/// <summary>One value of a definition cannot be rendered for this custom resource.</summary>
internal sealed class RenderFaultException(SourcePlace place, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public SourcePlace Place { get; } = place;
}

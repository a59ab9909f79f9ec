using System.Text.Json.Nodes;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Model;

/// <summary>What a definition says, as it is written and as it is run. Values of secrets are not shown.</summary>
public sealed class Declaration
{
    private readonly Node _written;
    private readonly Node _composed;

    internal Declaration(Node written, Node composed) => (_written, _composed) = (written, composed);

    /// <summary>As the file has it; the caller's.</summary>
    public JsonNode? Written() => DeclarationText.Of(_written);

    /// <summary>With all that it imports and includes, in the present spelling; the caller's.</summary>
    public JsonNode? Composed() => DeclarationText.Of(_composed);
}

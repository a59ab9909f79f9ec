using System.Text.Json.Nodes;
using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>The values of the profile that a template names; nothing when it names none.</summary>
internal sealed class ProfileFragment(Fragment name, ProfileClass of, ProfileSet profiles) : Fragment(name.Place)
{
    public override TemplateReads Reads { get; } = UnitedReads.Of([name.Reads, .. profiles.All(of).Select(values => values.Reads)]);

    public override string Written => name.Written;

    public override Fragment? Structure(TemplateScope scope)
    {
        if (Values.ToText(name.Evaluate(scope), Place) is not { Length: > 0 } chosen)
            return null;
        return profiles.Find(of, chosen) ?? throw new RenderFaultException(Place, $"there is no {of.What} called {chosen}: {profiles.Hint(of, chosen)}");
    }

    public override object? Evaluate(TemplateScope scope) => Structure(scope)?.Evaluate(scope);

    public override JsonNode? ToNode(TemplateScope scope) => Structure(scope)?.ToNode(scope);
}

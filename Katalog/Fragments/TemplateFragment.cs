using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Fragments;

/// <summary>A text with actions.</summary>
internal sealed class TemplateFragment(Located at, Template template) : Fragment(at.Place)
{
    public override TemplateReads Reads => template.Reads;

    public override string Written => template.Written;

    public override Fragment? Structure(TemplateScope scope) => Evaluate(scope) switch
    {
        JsonNode node => NodeFragment.Of(Place, node),
        null or "" => null,
        _ => this,
    };

    public override object? Evaluate(TemplateScope scope)
    {
        try
        {
            return template.Evaluate(scope);
        }
        catch (TemplateException e)
        {
            var place = at.Node is ScalarNode scalar ? at.PlaceOf(ScalarPlaces.Of(scalar, e.Place.Offset)) : Place;
            throw new RenderFaultException(place, $"{e.Id}: {e.Message}", e);
        }
    }
}

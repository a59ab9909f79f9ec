using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

internal sealed class FlagShape(bool allowsTemplate) : Shape
{
    public override string Example => "true";

    public override ShapeFacts Facts => new("true or false") { AllowsTemplate = allowsTemplate };

    public override bool Fits(Node node) => node is ScalarNode;

    public override void Check(Located at, Findings findings)
    {
        if (at.Flag is not null)
            return;
        if (at.Text is { } text && Template.IsTemplate(text))
        {
            if (!allowsTemplate)
                findings.Error(DiagnosticIds.TemplateNotAllowed, at, "this is the same for every custom resource and cannot be a template", "write true or false; what depends on the custom resource goes into when");
            return;
        }

        Expect("true or false", "write true or false without quotes", at, findings);
    }
}

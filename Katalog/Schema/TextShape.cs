using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

internal sealed class TextShape(bool allowsTemplate, IReadOnlyList<string> allowed) : Shape
{
    public override string Example => allowed.Count > 0 ? allowed[0] : "\"…\"";

    public override ShapeFacts Facts => new("text") { Allowed = allowed, AllowsTemplate = allowsTemplate };

    public override bool Fits(Node node) => node is ScalarNode;

    public override void Check(Located at, Findings findings)
    {
        if (at.Text is not { } text)
        {
            Expect("a text", "write one value, in quotes if it has special characters", at, findings);
            return;
        }

        if (Template.IsTemplate(text))
        {
            if (!allowsTemplate)
                findings.Error(DiagnosticIds.TemplateNotAllowed, at, "this is the same for every custom resource and cannot be a template", "write a fixed value");
            return;
        }

        if (allowed.Count > 0 && !allowed.Contains(text, StringComparer.Ordinal))
            findings.Error(DiagnosticIds.NotAllowed, at, $"{text} is not possible here", NearestName.Of(text, allowed) is { } near ? $"did you mean {near}?" : $"write one of {string.Join(", ", allowed)}");
    }
}

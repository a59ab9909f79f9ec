using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

internal sealed class DurationShape : Shape
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public override string Example => "30s";

    public override ShapeFacts Facts => new("length of time");

    public override bool Fits(Node node) => node is ScalarNode;

    public override void Check(Located at, Findings findings)
    {
        if (at.Text is not { } text || at.Flag is not null)
            Expect("a length of time", "write a number and a unit: 30s, 5m, 1h30m, 90d", at, findings);
        else if (Template.IsTemplate(text))
            findings.Error(DiagnosticIds.TemplateNotAllowed, at, "this is the same for every custom resource and cannot be a template", "write a fixed length of time: 30s");
        else if (!DurationText.TryParse(text, out var duration))
            findings.Error(DiagnosticIds.BadDuration, at, $"{text} is no length of time", "write a number and a unit (ms, s, m, h, d, w, mo, y): 30s, 5m, 1h30m, 90d");
        else if (duration <= TimeSpan.Zero || duration > Longest)
            findings.Error(DiagnosticIds.OutOfRange, at, $"{text} is out of range", "write a length of time above zero and not longer than 10y");
    }
}

using System.Globalization;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

internal sealed class WholeTextShape(long min, long max) : Shape
{
    public override string Example => $"\"{min}\"";

    public override ShapeFacts Facts => new("whole number") { Min = min, Max = max, AllowsTemplate = true };

    public override bool Fits(Node node) => node is ScalarNode;

    public override void Check(Located at, Findings findings)
    {
        if (at.Text is not { } text || at.Flag is not null)
        {
            Expect("a whole number or a template", "write a number", at, findings);
            return;
        }

        if (text.Length == 0 || Template.IsTemplate(text))
            return;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            Expect("a whole number or a template", "write a number", at, findings);
        else if (number < min || number > max)
            findings.Error(DiagnosticIds.OutOfRange, at, $"{number} is out of range", $"write a number from {min} to {max}");
    }
}

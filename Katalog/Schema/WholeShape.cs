using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

internal sealed class WholeShape(long min, long max) : Shape
{
    public override string Example => $"{min}";

    public override ShapeFacts Facts => new("whole number") { Min = min, Max = max };

    public override bool Fits(Node node) => node is ScalarNode;

    public override void Check(Located at, Findings findings)
    {
        if (at.Whole is not { } number)
            Expect("a whole number", "write a number without quotes", at, findings);
        else if (number < min || number > max)
            findings.Error(DiagnosticIds.OutOfRange, at, $"{number} is out of range", max == long.MaxValue ? $"write {min} or more" : $"write a number from {min} to {max}");
    }
}

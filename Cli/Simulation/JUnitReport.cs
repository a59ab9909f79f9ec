using System.Globalization;
using System.Xml.Linq;
using Orkestra.Katalog.Diagnostics;

namespace Orkestra.Cli.Simulation;

/// <summary>Simulations in the form that CI systems read: one suite, one test case for each file.</summary>
internal static class JUnitReport
{
    public static string Of(IReadOnlyList<SimulationReport> reports) => new XDocument(
        new XElement(
            "testsuites",
            new XElement(
                "testsuite",
                new XAttribute("name", "ork simulate"),
                new XAttribute("tests", reports.Count),
                new XAttribute("failures", reports.Count(report => report.Outcome == SimulationOutcome.Failed)),
                new XAttribute("skipped", reports.Count(report => report.Outcome == SimulationOutcome.Skipped)),
                new XAttribute("errors", 0),
                new XAttribute("time", Seconds(reports.Aggregate(TimeSpan.Zero, (sum, report) => sum + report.Duration))),
                reports.Select(Case)))).ToString() + "\n";

    private static XElement Case(SimulationReport report)
    {
        var test = new XElement("testcase", new XAttribute("name", report.Name), new XAttribute("classname", report.File), new XAttribute("time", Seconds(report.Duration)));
        if (report.About is { Facts: { Count: > 0 } facts })
            test.Add(new XElement("properties", facts.Select(static fact => new XElement("property", new XAttribute("name", fact.Key), new XAttribute("value", Clean(fact.Value))))));
        if (report.Outcome == SimulationOutcome.Skipped)
            test.Add(new XElement("skipped", new XAttribute("message", Clean(string.Join("; ", report.Notes)))));
        if (report.Outcome == SimulationOutcome.Failed)
        {
            var errors = report.Findings.Where(finding => finding.Severity == DiagnosticSeverity.Error).Select(finding => finding.ToString()).ToList();
            test.Add(new XElement("failure", new XAttribute("message", Clean(errors.FirstOrDefault() ?? "failed")), Clean(string.Join('\n', errors.Concat(report.Difference)))));
        }

        return test;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Without the characters that XML cannot have.</summary>
    private static string Clean(string text) => new([.. text.Where(System.Xml.XmlConvert.IsXmlChar)]);
}

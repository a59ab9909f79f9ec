using System.Xml.Linq;
using Orkestra.Cli.Output;
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
                new XAttribute("time", JUnitText.Seconds(reports.Aggregate(TimeSpan.Zero, (sum, report) => sum + report.Duration))),
                reports.Select(Case)))).ToString() + "\n";

    private static XElement Case(SimulationReport report)
    {
        var test = new XElement("testcase", new XAttribute("name", report.Name), new XAttribute("classname", report.File), new XAttribute("time", JUnitText.Seconds(report.Duration)), JUnitText.Properties(report.About));
        if (report.Outcome == SimulationOutcome.Skipped)
            test.Add(new XElement("skipped", new XAttribute("message", JUnitText.Clean(string.Join("; ", report.Notes)))));
        if (report.Outcome == SimulationOutcome.Failed)
        {
            var errors = report.Findings.Where(finding => finding.Severity == DiagnosticSeverity.Error).Select(finding => finding.ToString()).ToList();
            test.Add(new XElement("failure", new XAttribute("message", JUnitText.Clean(errors.FirstOrDefault() ?? "failed")), JUnitText.Clean(string.Join('\n', errors.Concat(report.Difference)))));
        }

        return test;
    }
}

using System.Xml.Linq;
using Orkestra.Cli.Output;

namespace Orkestra.Cli.EndToEnd.Reporting;

/// <summary>End-to-end tests in the form that CI systems read: one suite for each file, one test case for each step, and one for what is wrong with the file as a whole.</summary>
internal static class E2EJUnitReport
{
    public static string Of(IReadOnlyList<E2EReport> reports) => new XDocument(new XElement("testsuites", reports.Select(Suite))).ToString() + "\n";

    private static XElement Suite(E2EReport report)
    {
        List<XElement> cases = [.. report.Steps.Select(step => Case(report, step))];
        if (report.Problems.Count > 0)
            cases.Add(new XElement("testcase", new XAttribute("name", "start and end"), new XAttribute("classname", report.File), new XAttribute("time", "0.000"), Failure(report.Problems[0], report.Problems)));
        return new XElement(
            "testsuite",
            new XAttribute("name", report.Name.Length > 0 ? report.Name : report.File),
            new XAttribute("tests", cases.Count),
            new XAttribute("failures", cases.Count(static one => one.Element("failure") is not null)),
            new XAttribute("skipped", cases.Count(static one => one.Element("skipped") is not null)),
            new XAttribute("errors", 0),
            new XAttribute("time", JUnitText.Seconds(report.Duration)),
            JUnitText.Properties(report.About),
            cases);
    }

    private static XElement Case(E2EReport report, StepReport step)
    {
        var test = new XElement("testcase", new XAttribute("name", JUnitText.Clean(step.Name)), new XAttribute("classname", report.File), new XAttribute("time", JUnitText.Seconds(step.Duration)));
        if (step.Outcome == StepOutcome.Skipped)
            test.Add(new XElement("skipped", new XAttribute("message", JUnitText.Clean(step.Message))));
        if (step.Outcome == StepOutcome.Failed)
            test.Add(Failure(step.Message, step.Details));
        return test;
    }

    private static XElement Failure(string message, IReadOnlyList<string> details) =>
        new("failure", new XAttribute("message", JUnitText.Clean(message)), JUnitText.Clean(string.Join('\n', details)));
}

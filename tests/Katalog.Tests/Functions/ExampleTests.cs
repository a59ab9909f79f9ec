using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Tests.Templates;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Functions;

public class ExampleTests
{
    private const string Objects = """
        {
          "site": {"spec": {"resources": {"requests": {"cpu": "250m"}}}},
          "deployment": {
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": {"name": "web", "namespace": "shop", "uid": "4b3f", "resourceVersion": "14872", "generation": 4, "creationTimestamp": "2026-01-15T10:30:00Z",
              "labels": {"app": "web", "size": "3"}, "annotations": {"note": "12"}, "ownerReferences": [{"kind": "Website", "name": "my-site"}]},
            "spec": {"replicas": 3, "template": {"spec": {"containers": [
              {"name": "app", "image": "nginx:1.25", "env": [{"name": "APP_ENV", "value": "production"}], "ports": [{"name": "http", "containerPort": 8080}]}]}}},
            "status": {"observedGeneration": 4, "readyReplicas": 2, "availableReplicas": 2, "updatedReplicas": 3,
              "conditions": [{"type": "Available", "status": "True", "reason": "MinimumReplicasAvailable", "message": "enough"}]}
          },
          "pod": {"status": {"phase": "Running"}},
          "service": {
            "spec": {"clusterIP": "10.96.0.1", "ports": [{"port": 80, "nodePort": 31234}]}, "status": {"loadBalancer": {"ingress": [{"ip": "203.0.113.7"}]}},
            "_endpoints": [{"ip": "10.0.0.1", "port": 8080, "ready": true}, {"ip": "10.0.0.2", "port": 8080}, {"ip": "10.0.0.3", "port": 8080, "ready": false}],
            "_backingPods": [{"name": "web-abc"}]
          },
          "job": {"status": {"succeeded": 1}, "_pods": [{"name": "job-a", "phase": "Succeeded", "exitCode": 0}, {"name": "job-b", "phase": "Running", "exitCode": -1}]},
          "cronjob": {
            "status": {"active": [{"name": "report-2"}], "lastScheduleTime": "2026-05-19T10:00:00Z"},
            "_lastJob": {"metadata": {"name": "report-2"}, "status": {}}, "_lastSuccessfulJob": {"metadata": {"name": "report-1"}}
          }
        }
        """;

    public static TheoryData<string, string> Examples()
    {
        var examples = new TheoryData<string, string>();
        foreach (var function in FunctionTable.Standard.Functions.Where(static function => function.Example.Length > 0))
            examples.Add(function.Name, function.Example);
        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_of_a_function_is_true(string name, string example)
    {
        var arrow = example.LastIndexOf("}} → ", StringComparison.Ordinal);
        arrow.ShouldBeGreaterThan(0, $"{name} has no example of the form {{{{ call }}}} → result");
        Scopes.Print(example[..(arrow + 2)], Objects).Trim().ShouldBe(example[(arrow + 5)..].Trim());
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_of_a_function_calls_it(string name, string example) => example.ShouldContain(name);

    [Fact]
    public void Every_function_says_what_it_does()
    {
        foreach (var function in FunctionTable.Standard.Functions)
        {
            function.Description.ShouldNotBeNullOrWhiteSpace(function.Name);
            function.Domain.ShouldNotBeNullOrWhiteSpace(function.Name);
            function.Signature.ShouldStartWith(function.Name);
        }
    }

    /// <summary>Functions of one to four arguments, called with nothing but nil, give a value or say what they want.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public void A_function_takes_nil_for_every_argument(string name, string example)
    {
        _ = example;
        var function = FunctionTable.Standard.Find(name)!;
        for (var count = function.MinArguments; count <= Math.Min(function.MaxArguments ?? 4, 4); count++)
        {
            var template = Template.Parse("{{ " + name + string.Concat(Enumerable.Repeat(" .missing", count)) + " }}", FunctionTable.Standard);
            try
            {
                template.Evaluate(Scopes.Of("{}"));
            }
            catch (TemplateException refused)
            {
                // Go's own functions refuse nil as Go does; division by nothing is division by zero, and a schedule map must be a map.
                name.ShouldBeOneOf("lt", "le", "gt", "ge", "slice", "printf", "div", "mod", "cronFromMap");
                refused.Message.ShouldStartWith("error calling " + name);
            }
        }
    }
}

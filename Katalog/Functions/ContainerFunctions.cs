using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>The containers of a pod, or of a pod template (Deployment, Job, CronJob, …).</summary>
internal static class ContainerFunctions
{
    private static readonly ArgumentRead Containers = ArgumentRead.Of("spec.containers", "spec.template.spec.containers", "spec.jobTemplate.spec.template.spec.containers");

    public static FunctionDomain All() => new FunctionDomain("container")
        .Add(
            "containerImage OBJECT INDEX → string",
            "The image of a container.",
            "{{ containerImage .deployment 0 }} → nginx:1.25",
            static (a, _) => Objects.Text(At(a), "image"),
            Containers, ArgumentRead.Whole)
        .Add(
            "containerEnv OBJECT INDEX NAME → string",
            "The value of an environment variable; \"\" where it is not set, or comes from elsewhere.",
            "{{ containerEnv .deployment 0 \"APP_ENV\" }} → production",
            static (a, _) => Objects.Text(Named(Fields.Find(At(a), "env"), Arg.Text(a[2])), "value"),
            Containers, ArgumentRead.Whole)
        .Add(
            "containerPort OBJECT INDEX PORT → bool",
            "Whether a container has this port.",
            "{{ containerPort .deployment 0 8080 }} → true",
            static (a, _) => Ports(At(a)).Contains(Arg.Int(a[2])),
            Containers, ArgumentRead.Whole)
        .Add(
            "containerPortByName OBJECT INDEX NAME → int",
            "The number of a named port; 0 where there is none.",
            "{{ containerPortByName .deployment 0 \"http\" }} → 8080",
            static (a, _) => Objects.Int(Named(Fields.Find(At(a), "ports"), Arg.Text(a[2])), "containerPort"),
            Containers, ArgumentRead.Whole)
        .Add(
            "containerPorts OBJECT INDEX → slice",
            "The numbers of all ports of a container.",
            "{{ containerPorts .deployment 0 }} → [8080]",
            static (a, _) => new JsonArray([.. Ports(At(a)).Select(static port => JsonValue.Create(port))]),
            Containers, ArgumentRead.Whole)
        .Add("containerCount OBJECT → int", "How many containers there are.", "{{ containerCount .deployment }} → 1", static (a, _) => (long)Lists.Items(Of(a[0])).Count(), Containers);

    private static object? Of(object? value) => Fields.Find(value, "spec", "containers")
        ?? Fields.Find(value, "spec", "template", "spec", "containers")
        ?? Fields.Find(value, "spec", "jobTemplate", "spec", "template", "spec", "containers");

    private static object? At(object?[] arguments) => Objects.ItemAt(Of(arguments[0]), Arg.Int(arguments[1]));

    private static object? Named(object? list, string name) => Lists.Items(list).FirstOrDefault(item => string.Equals(Objects.Text(item, "name"), name, StringComparison.Ordinal));

    private static IEnumerable<long> Ports(object? container) => Lists.Items(Fields.Find(container, "ports")).Select(static port => Objects.Int(port, "containerPort"));
}

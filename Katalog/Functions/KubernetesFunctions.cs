using System.Globalization;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Templates;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Any Kubernetes object. An object that is nil has nothing: "", 0, false and empty maps.</summary>
internal static class KubernetesFunctions
{
    private static readonly ArgumentRead Labels = ArgumentRead.Of("metadata.labels");
    private static readonly ArgumentRead Annotations = ArgumentRead.Of("metadata.annotations");
    private static readonly ArgumentRead Conditions = ArgumentRead.Of("status.conditions");

    public static FunctionDomain All() => Identity(Metadata(Status(new FunctionDomain("kubernetes"))));

    private static FunctionDomain Identity(FunctionDomain domain) => domain
        .Add(
            "get OBJECT [KEY...] → any",
            "The value at a path of keys; nil as soon as one is missing. A list is walked by numbers.",
            "{{ get .deployment \"spec\" \"replicas\" }} → 3",
            static (a, _) => Walk(a),
            ArgumentRead.Walk)
        .Add("resourceExists OBJECT → bool", "Whether the object is there.", "{{ resourceExists .missing }} → false", static (a, _) => Fields.IsMap(a[0]) && !IsCrossOfNothing(a[0]), ArgumentRead.Shallow)
        .Add("name OBJECT → string", "metadata.name.", "{{ name .deployment }} → web", static (a, _) => Objects.Text(a[0], "metadata", "name"), ArgumentRead.Of("metadata.name"))
        .Add(
            "namespace OBJECT → string",
            "metadata.namespace.",
            "{{ namespace .deployment }} → shop",
            static (a, _) => Objects.Text(a[0], "metadata", "namespace"),
            ArgumentRead.Of("metadata.namespace"))
        .Add("meta OBJECT → map", "metadata; an empty map if absent.", "{{ (meta .deployment).name }} → web", static (a, _) => Objects.Map(a[0], "metadata"), ArgumentRead.Member("metadata"))
        .Add("spec OBJECT → map", "spec; an empty map if absent.", "{{ (spec .deployment).replicas }} → 3", static (a, _) => Objects.Map(a[0], "spec"), ArgumentRead.Member("spec"))
        .Add(
            "status OBJECT → map",
            "status; an empty map if absent.",
            "{{ (status .deployment).readyReplicas }} → 2",
            static (a, _) => Objects.Map(a[0], "status"),
            ArgumentRead.Member("status"))
        .Add(
            "generation OBJECT → int",
            "metadata.generation.",
            "{{ generation .deployment }} → 4",
            static (a, _) => Objects.Int(a[0], "metadata", "generation"),
            ArgumentRead.Of("metadata.generation"))
        .Add(
            "ownerKind OBJECT → string",
            "The kind of the first owner reference.",
            "{{ ownerKind .deployment }} → Website",
            static (a, _) => Objects.Text(Owner(a[0]), "kind"),
            ArgumentRead.Of("metadata.ownerReferences"))
        .Add(
            "ownerName OBJECT → string",
            "The name of the first owner reference.",
            "{{ ownerName .deployment }} → my-site",
            static (a, _) => Objects.Text(Owner(a[0]), "name"),
            ArgumentRead.Of("metadata.ownerReferences"))
        .Add(
            "isTerminating OBJECT → bool",
            "Whether it is being deleted.",
            "{{ isTerminating .deployment }} → false",
            static (a, _) => Objects.Text(a[0], "metadata", "deletionTimestamp").Length > 0,
            ArgumentRead.Of("metadata.deletionTimestamp"))
        .Add(
            "resourceCPU OBJECT → string",
            "spec.resources.requests.cpu.",
            "{{ resourceCPU .site }} → 250m",
            static (a, _) => Objects.Text(a[0], "spec", "resources", "requests", "cpu"),
            ArgumentRead.Of("spec.resources.requests.cpu"))
        .Add(
            "resourceMemory OBJECT → string",
            "spec.resources.requests.memory.",
            "{{ resourceMemory .missing }} → ",
            static (a, _) => Objects.Text(a[0], "spec", "resources", "requests", "memory"),
            ArgumentRead.Of("spec.resources.requests.memory"));

    private static FunctionDomain Metadata(FunctionDomain domain) => domain
        .Add(
            "labels OBJECT → map",
            "metadata.labels; an empty map if absent.",
            "{{ mapGet (labels .deployment) \"app\" }} → web",
            static (a, _) => Objects.Map(a[0], "metadata", "labels"),
            ArgumentRead.Member("metadata.labels"))
        .Add(
            "annotations OBJECT → map",
            "metadata.annotations; an empty map if absent.",
            "{{ len (annotations .deployment) }} → 1",
            static (a, _) => Objects.Map(a[0], "metadata", "annotations"),
            ArgumentRead.Member("metadata.annotations"))
        .Add(
            "getLabel OBJECT KEY → string",
            "The value of a label.",
            "{{ getLabel .deployment \"app\" }} → web",
            static (a, _) => Objects.Text(a[0], "metadata", "labels", Arg.Text(a[1])),
            Labels, ArgumentRead.Whole)
        .Add(
            "getLabelInt OBJECT KEY → int",
            "The value of a label as a number; 0 if it is none.",
            "{{ getLabelInt .deployment \"size\" }} → 3",
            static (a, _) => Number(Objects.Text(a[0], "metadata", "labels", Arg.Text(a[1]))),
            Labels, ArgumentRead.Whole)
        .Add(
            "hasLabel OBJECT KEY → bool",
            "Whether it has the label, with a value.",
            "{{ hasLabel .deployment \"app\" }} → true",
            static (a, _) => Objects.Text(a[0], "metadata", "labels", Arg.Text(a[1])).Length > 0,
            Labels, ArgumentRead.Whole)
        .Add(
            "labelMatches OBJECT [KEY-AND-VALUE...] → bool",
            "Whether it has all these labels with these values.",
            "{{ labelMatches .deployment \"app\" \"web\" }} → true",
            static (a, _) => Matches(a),
            Labels, ArgumentRead.Whole)
        .Add(
            "getAnnotation OBJECT KEY → string",
            "The value of an annotation.",
            "{{ getAnnotation .deployment \"note\" }} → 12",
            static (a, _) => Objects.Text(a[0], "metadata", "annotations", Arg.Text(a[1])),
            Annotations, ArgumentRead.Whole)
        .Add(
            "getAnnotationInt OBJECT KEY → int",
            "The value of an annotation as a number; 0 if it is none.",
            "{{ getAnnotationInt .deployment \"note\" }} → 12",
            static (a, _) => Number(Objects.Text(a[0], "metadata", "annotations", Arg.Text(a[1]))),
            Annotations, ArgumentRead.Whole)
        .Add(
            "hasAnnotation OBJECT KEY → bool",
            "Whether it has the annotation, with a value.",
            "{{ hasAnnotation .deployment \"x\" }} → false",
            static (a, _) => Objects.Text(a[0], "metadata", "annotations", Arg.Text(a[1])).Length > 0,
            Annotations, ArgumentRead.Whole);

    private static FunctionDomain Status(FunctionDomain domain) => domain
        .Add("phase OBJECT → string", "status.phase.", "{{ phase .pod }} → Running", static (a, _) => Objects.Text(a[0], "status", "phase"), ArgumentRead.Of("status.phase"))
        .Add(
            "getStatus OBJECT KEY → string",
            "A scalar field of the status as text; \"\" for maps and lists.",
            "{{ getStatus .deployment \"readyReplicas\" }} → 2",
            static (a, _) => Objects.Text(a[0], "status", Arg.Text(a[1])),
            ArgumentRead.Of("status"), ArgumentRead.Whole)
        .Add(
            "hasStatus OBJECT KEY → bool",
            "Whether a field of the status is there and not empty.",
            "{{ hasStatus .deployment \"conditions\" }} → true",
            static (a, _) => !Arg.IsEmpty(Fields.Find(a[0], "status", Arg.Text(a[1]))),
            ArgumentRead.Of("status"), ArgumentRead.Whole)
        .Add(
            "hasCondition OBJECT TYPE → bool",
            "Whether the condition of this type is True.",
            "{{ hasCondition .deployment \"Available\" }} → true",
            static (a, _) => Objects.Text(Objects.Condition(a[0], Arg.Text(a[1])), "status") is "True",
            Conditions, ArgumentRead.Whole)
        .Add(
            "conditionReason OBJECT TYPE → string",
            "The reason of a condition.",
            "{{ conditionReason .deployment \"Available\" }} → MinimumReplicasAvailable",
            static (a, _) => Objects.Text(Objects.Condition(a[0], Arg.Text(a[1])), "reason"),
            Conditions, ArgumentRead.Whole)
        .Add(
            "conditionMessage OBJECT TYPE → string",
            "The message of a condition.",
            "{{ conditionMessage .deployment \"Available\" }} → enough",
            static (a, _) => Objects.Text(Objects.Condition(a[0], Arg.Text(a[1])), "message"),
            Conditions, ArgumentRead.Whole)
        .Add(
            "observedGeneration OBJECT → int",
            "status.observedGeneration.",
            "{{ observedGeneration .deployment }} → 4",
            static (a, _) => Objects.Int(a[0], "status", "observedGeneration"),
            ArgumentRead.Of("status.observedGeneration"))
        .Add(
            "isSynced OBJECT → bool",
            "Whether the newest generation was observed; true for objects without generations.",
            "{{ isSynced .deployment }} → true",
            static (a, _) => Objects.Int(a[0], "metadata", "generation") == Objects.Int(a[0], "status", "observedGeneration"),
            ArgumentRead.Of("metadata.generation", "status.observedGeneration"));

    /// <summary>What is seen under <c>.cross</c> is always a map, so that <c>found</c> can be asked.</summary>
    private static bool IsCrossOfNothing(object? value) => Fields.Find(value, "found") is false;

    private static object? Walk(object?[] arguments)
    {
        var value = arguments[0];
        foreach (var key in arguments.AsSpan(1))
            value = value is JsonArray ? key is long index ? Objects.ItemAt(value, index) : null : Fields.Find(value, Arg.Text(key));
        return value;
    }

    private static object? Owner(object? value) => Objects.ItemAt(Fields.Find(value, "metadata", "ownerReferences"), 0);

    private static long Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static bool Matches(object?[] arguments)
    {
        if (!Fields.IsMap(arguments[0]))
            return false;
        for (var i = 1; i + 1 < arguments.Length; i += 2)
        {
            if (!string.Equals(Fields.Find(arguments[0], "metadata", "labels", Arg.Text(arguments[i])) as string, Arg.Text(arguments[i + 1]), StringComparison.Ordinal))
                return false;
        }

        return true;
    }
}

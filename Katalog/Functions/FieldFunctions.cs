namespace Orkestra.Katalog.Functions;

/// <summary>Single metadata fields of any object; "" where they are absent.</summary>
internal static class FieldFunctions
{
    public static FunctionDomain All() => new FunctionDomain("fields")
        .Add(
            "resourceName OBJECT → string",
            "metadata.name.",
            "{{ resourceName .deployment }} → web",
            static (a, _) => Objects.Text(a[0], "metadata", "name"),
            ArgumentRead.Of("metadata.name"))
        .Add(
            "resourceNamespace OBJECT → string",
            "metadata.namespace.",
            "{{ resourceNamespace .deployment }} → shop",
            static (a, _) => Objects.Text(a[0], "metadata", "namespace"),
            ArgumentRead.Of("metadata.namespace"))
        .Add("resourceUID OBJECT → string", "metadata.uid.", "{{ resourceUID .deployment }} → 4b3f", static (a, _) => Objects.Text(a[0], "metadata", "uid"), ArgumentRead.Of("metadata.uid"))
        .Add(
            "resourceVersion OBJECT → string",
            "metadata.resourceVersion. It changes with every write, so a child that shows it is written for ever.",
            "{{ resourceVersion .deployment }} → 14872",
            static (a, _) => Objects.Text(a[0], "metadata", "resourceVersion"),
            ArgumentRead.Of("metadata.resourceVersion"))
        .Add(
            "creationTimestamp OBJECT → string",
            "metadata.creationTimestamp, as RFC 3339.",
            "{{ creationTimestamp .deployment }} → 2026-01-15T10:30:00Z",
            static (a, _) => Objects.Text(a[0], "metadata", "creationTimestamp"),
            ArgumentRead.Of("metadata.creationTimestamp"));
}

using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>How a custom resource came: through the gateway, by which target and alias, or applied directly.</summary>
internal static class ServeFunctions
{
    private static readonly ArgumentRead Annotations = ArgumentRead.Of("metadata.annotations");

    public static FunctionDomain All() => new FunctionDomain("serve")
        .Add("getServeTarget OBJECT → string", "The serve target that it was submitted to.", "{{ getServeTarget .served }} → smartapp", static (a, _) => Of(a[0], "target"), Annotations)
        .Add("getServeAlias OBJECT → string", "The alias that it was submitted to.", "{{ getServeAlias .served }} → ", static (a, _) => Of(a[0], "alias"), Annotations)
        .Add("getServeSource OBJECT → string", "The webhook source that submitted it.", "{{ getServeSource .served }} → git", static (a, _) => Of(a[0], "source"), Annotations)
        .Add("hasServeTarget OBJECT → bool", "Whether it came through the gateway.", "{{ hasServeTarget .served }} → true", static (a, _) => Of(a[0], "target").Length > 0, Annotations)
        .Add("hasServeAlias OBJECT → bool", "Whether it came by an alias.", "{{ hasServeAlias .served }} → false", static (a, _) => Of(a[0], "alias").Length > 0, Annotations)
        .Add("hasServeSource OBJECT → bool", "Whether it came from a webhook source.", "{{ hasServeSource .served }} → true", static (a, _) => Of(a[0], "source").Length > 0, Annotations)
        .Add(
            "isDirectApply OBJECT → bool",
            "Whether it was applied directly, not through the gateway.",
            "{{ isDirectApply .deployment }} → true",
            static (a, _) => Of(a[0], "target").Length + Of(a[0], "alias").Length + Of(a[0], "source").Length == 0,
            Annotations);

    private static string Of(object? value, string what) => Objects.Text(value, "metadata", "annotations", "orkestra.orkspace.io/serve-" + what);
}

namespace Orkestra.Katalog.Schema;

/// <summary>The keys of blocks that other components read: the gateway, notifications, publishing, the registry.</summary>
internal static class ComponentLanguage
{
    private static Shape Names { get; } = Shape.ListOf(Shape.FixedText);

    /// <summary>The value of <c>deletionProtection</c> of an entry.</summary>
    public static Shape EntryProtection { get; } = Shape.Block(new BlockSchema("deletionProtection")
        .Key("protectCRD", Shape.Flag, "Whether the CRD cannot be deleted. Default: true.")
        .Key("protectCRs", Shape.Flag, "Whether custom resources cannot be deleted. Default: true.")
        .Key("strictMode", Shape.Flag, "Whether the label that protects is protected, too."));

    /// <summary>The value of <c>endpoints</c> of an entry.</summary>
    public static Shape Endpoints { get; } = Shape.Block(new BlockSchema("endpoints")
        .Key("enabled", Shape.Flag, "Whether the live API shows the entry. Default: true.")
        .Key("health", Shape.Flag, "Whether it shows its health. Default: true.")
        .Key("info", Shape.Flag, "Whether it shows its definition. Default: true."));

    /// <summary>The value of <c>serve</c>.</summary>
    public static Shape Serve { get; } = Shape.Block(new BlockSchema("serve")
        .Key("enabled", Shape.Flag, "Whether the entry can be asked for by a form.")
        .Key("category", Shape.FixedText, "Where the form is shown.").Key("description", Shape.FixedText, "What it is for.")
        .Key("ignore", Names, "Fields that the form leaves out.")
        .Key("fields", Shape.MapOf(Shape.Anything), "Fields of the form.").Key("labels", Shape.MapOf(Shape.Anything), "Labels of the form.").Key("annotations", Shape.MapOf(Shape.Anything), "Annotations of the form.")
        .Key("name", Shape.Text, "How the custom resource is called.").Key("namespace", Shape.Text, "Where it goes.")
        .Key("modes", Shape.MapOf(Shape.Flag), "Which request styles there are.")
        .Key("clusters", Names, "Clusters that get the custom resource.")
        .Key("target", Shape.Anything, "The target of the form.")
        .Key("tokens", Shape.MapOf(Shape.Anything), "Who may ask.")
        .Key("config", Shape.MapOf(Shape.Anything), "How the answer looks.")
        .WithInclude());

    /// <summary>The blocks of a Katalog or Komposer.</summary>
    public static BlockSchema WithComponents(this BlockSchema block) => block
        .OtherComponent("lifecycle", Shape.Block(Lifecycle()), "How mature the definition is, and where it runs.")
        .OtherComponent("security", Shape.Block(Security()), "Webhooks, protection and certificates of the gateway.")
        .OtherComponent("gateway", Shape.Block(Gateway()), "The gateway.")
        .OtherComponent("publish", Shape.Block(new BlockSchema("publish")
            .Key("signing", Shape.MapOf(Shape.Anything), "How artefacts are verified.").Key("tests", Shape.MapOf(Shape.Anything), "What must pass before publishing.")), "How the definition is published.")
        .OtherComponent("notification", Shape.Block(new BlockSchema("notification")
            .Key("enabled", Shape.Flag, "Whether there are notifications.").Key("standalone", Shape.Flag, "Whether they come from the runtime.")
            .Key("defaults", Shape.MapOf(Shape.Anything), "What teams get that say nothing.").Key("teams", Shape.MapOf(Shape.Anything), "Who is told.")), "Who is told about failures.")
        .OtherComponent("providers", Shape.ListOf(Shape.Block(new BlockSchema("a provider")
            .Required("name", Shape.FixedText, "Its name.").Key("required", Shape.Flag, "Whether nothing runs without it.")
            .Key("auth", Shape.MapOf(Shape.Anything), "What authorises it.").Key("version", Shape.FixedText, "Its version.").Key("library", Shape.FixedText, "Where it is."))), "Plug-ins.");

    private static BlockSchema Lifecycle() => new BlockSchema("lifecycle")
        .Key("maturity", Shape.FixedOneOf("alpha", "beta", "stable", "deprecated"), "How mature it is.")
        .Key("deprecation", Shape.Block(new BlockSchema("deprecation")
            .Key("message", Shape.FixedText, "Why.").Key("migratedTo", Shape.FixedText, "What to use.")
            .Key("timeline", Shape.Block(new BlockSchema("timeline").Key("from", Shape.FixedText, "YYYY-MM-DD.").Key("to", Shape.FixedText, "YYYY-MM-DD.")), "When.")), "Whether it goes away.")
        .Key("compatibility", Shape.Block(new BlockSchema("compatibility").Key("kubernetes", Shape.FixedText, "Versions of Kubernetes.").Key("orkestra", Shape.FixedText, "Versions of Orkestra.")), "Where it runs.")
        .Key("accept", Shape.MapOf(Shape.Anything), "What a Komposer accepts below its policy.");

    private static BlockSchema Security() => new BlockSchema("security")
        .Key("serviceName", Shape.FixedText, "The service of the webhooks.")
        .Key("gatewayEndpoint", Shape.FixedText, "Where the gateway is.")
        .Key("deletionProtection", Shape.Block(Webhook("deletionProtection").Key("strictMode", Shape.Flag, "Whether the label that protects is protected, too.")), "Whether protected objects can be deleted.")
        .Key("namespaceProtection", Shape.Block(Webhook("namespaceProtection").Key("restrictedNamespaces", Names, "Where nothing may be.").Key("allowedNamespaces", Names, "Where everything must be.")), "Namespaces at admission.")
        .Key("webhooks", Shape.Block(Webhook("webhooks").Key("serviceName", Shape.FixedText, "The service of the webhooks.").Key("admission", Shape.Block(Webhook("admission")), "Rules at admission.")), "Webhooks.")
        .Key("conversion", Shape.Block(new BlockSchema("conversion").Key("enabled", Shape.Flag, "Whether versions are converted.").Key("conversionWindow", Shape.Whole(1, 1_000_000), "How many conversions statistics see.")), "Conversion.")
        .Key("certManager", Shape.Block(new BlockSchema("certManager").Key("autoRotate", Shape.Flag, "Whether certificates are renewed.").Key("rotationThreshold", Shape.Duration, "How long before they end.").Key("validFor", Shape.Duration, "How long they are valid.")), "Certificates.");

    private static BlockSchema Webhook(string name) => new BlockSchema(name)
        .Key("enabled", Shape.Flag, "Whether it is on.")
        .Key("failurePolicy", Shape.FixedOneOf("Fail", "Ignore"), "What happens while the gateway is away. Default: Fail.")
        .Key("cleanupOnShutdown", Shape.Flag, "Whether its configuration goes when the gateway stops.");

    private static BlockSchema Gateway() => new BlockSchema("gateway")
        .Key("enabled", Shape.Flag, "Whether there is a gateway.").Key("standalone", Shape.Flag, "Whether there is nothing else.").Key("endpoint", Shape.FixedText, "Where it is.")
        .Key("api", Shape.Block(BlockSchema.Open("api").Key("auth", Shape.Block(BlockSchema.Open("auth").Key("tokens", Shape.ListOf(Shape.Anything), "Tokens.").WithInclude("tokens")), "Who may ask.")), "The intent API.")
        .Key("webhooks", Shape.Block(BlockSchema.Open("webhooks").WithInclude()), "What it is told by others.")
        .Key("admission", Shape.Block(BlockSchema.Open("admission").Key("webhooks", Shape.Block(BlockSchema.Open("webhooks").WithInclude()), "What it is told by others.")), "Newer place of webhooks.")
        .Key("clusters", Shape.Block(BlockSchema.Open("clusters").WithInclude()), "Other clusters.");
}

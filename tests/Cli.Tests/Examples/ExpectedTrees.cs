namespace Orkestra.Cli.Tests.Examples;

/// <summary>What each example ends with.</summary>
internal static class ExpectedTrees
{
    public static bool Has(string folder) => folder is "hello-website" or "tiered-platform" or "regional-fanout" or "config-bundle" or "teams-and-projects";

    public static IReadOnlyList<string> Of(string folder) => Text(folder).Split('\n');

    private static string Text(string folder) => folder switch
    {
        "hello-website" =>
            """
            Website default/hello Running ready
            ├── ConfigMap default/hello-page ready
            ├── Deployment default/hello ready
            └── Service default/hello ready
            """,
        "tiered-platform" =>
            """
            App default/checkout Available ready
            ├── ConfigMap default/checkout-alerts ready
            ├── Deployment default/checkout ready
            ├── Deployment default/checkout-cache ready
            ├── Service default/checkout ready
            ├── Service default/checkout-cache ready
            └── Service default/checkout-public ready
            App default/sandbox Available ready
            ├── Deployment default/sandbox ready
            └── Service default/sandbox ready
            """,
        "regional-fanout" =>
            """
            GlobalService default/search Serving ready
            ├── ConfigMap default/search-regions ready
            ├── Deployment default/search-ap-south ready
            ├── Deployment default/search-eu-west ready
            ├── Deployment default/search-us-east ready
            ├── Service default/search-ap-south ready
            ├── Service default/search-eu-west ready
            └── Service default/search-us-east ready
            """,
        "config-bundle" =>
            """
            Worker default/mailer Working ready
            ├── Secret default/mailer-credentials ready
            ├── ServiceAccount default/mailer ready
            ├── Secret default/mailer-queue ready
            ├── ConfigMap default/mailer-settings ready
            └── Deployment default/mailer ready
            """,
        "teams-and-projects" =>
            """
            Project default/payments-invoices Open ready
            ├── ConfigMap default/payments-invoices-facts ready
            └── ServiceAccount default/payments-invoices ready
            Project default/payments-ledger Open ready
            ├── ConfigMap default/payments-ledger-facts ready
            └── ServiceAccount default/payments-ledger ready
            Team default/payments Complete ready
            ├── Project default/payments-ledger ready
            └── Project default/payments-invoices ready
            """,
        _ => throw new ArgumentException($"the example {folder} has no expected tree", nameof(folder)),
    };
}

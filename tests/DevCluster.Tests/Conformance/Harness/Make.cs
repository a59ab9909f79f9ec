namespace Orkestra.DevCluster.Tests.Conformance.Harness;

/// <summary>The smallest objects of their kinds that a server accepts, as JSON.</summary>
public static class Make
{
    public static string ConfigMap(string name, string data = "{}", string labels = "{}") =>
        $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}","labels":{{labels}} },"data":{{data}} }""";

    public static string Secret(string name, string fields) => $$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"{{name}}"},{{fields}} }""";

    public static string Service(string name, string fields = "") =>
        $$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"{{name}}"},"spec":{"selector":{"app":"{{name}}"},"ports":[{"port":80}]{{Also(fields)}} } }""";

    public static string PodSpec(string fields = "") => $$"""{"containers":[{"name":"main","image":"busybox"{{Also(fields)}} }]}""";

    public static string Pod(string name, string labels = "{}") =>
        $$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{name}}","labels":{{labels}} },"spec":{{PodSpec()}} }""";

    public static string Deployment(string name, string fields = "", string image = "nginx") =>
        $$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{name}}"},"spec":{"selector":{"matchLabels":{"app":"{{name}}"} },
        "template":{"metadata":{"labels":{"app":"{{name}}"} },"spec":{"containers":[{"name":"main","image":"{{image}}"}]} }{{Also(fields)}} } }
        """;

    public static string Job(string name, string fields = "") =>
        $$"""
        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"{{name}}"},
        "spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"main","image":"busybox"}]} }{{Also(fields)}} } }
        """;

    private static string Also(string fields) => fields.Length == 0 ? "" : "," + fields;
}

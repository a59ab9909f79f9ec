using System.Text;

namespace Orkestra.Kubernetes.Configuration;

/// <summary>Finds what a kubeconfig gives either in place (name-data, base64) or in a file (name, relative to the kubeconfig's folder). In place wins.</summary>
internal static class PemSource
{
    public static string? Text(ConfigNode node, string name) => Bytes(node, name) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    public static byte[]? Bytes(ConfigNode node, string name)
    {
        if (node.Text(name + "-data") is { } data)
            return Decode(node, name + "-data", data);
        return node.Text(name) is { } file ? Read(node, name, file) : null;
    }

    public static string PathOf(ConfigNode node, string file) => Path.GetFullPath(file, Path.GetDirectoryName(node.File)!);

    private static byte[] Decode(ConfigNode node, string name, string data)
    {
        try
        {
            return Convert.FromBase64String(data);
        }
        catch (FormatException error)
        {
            throw new KubeconfigException("ORK2016", $"{name} is no base64.", node.PlaceOf(name), "write the PEM text as base64 on one line", error);
        }
    }

    private static byte[] Read(ConfigNode node, string name, string file)
    {
        var path = PathOf(node, file);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException("ORK2016", $"{name} names {path}, which cannot be read: {error.Message}", node.PlaceOf(name), "make the file exist and readable for this user", error);
        }
    }
}

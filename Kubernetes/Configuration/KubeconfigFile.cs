using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Orkestra.Kubernetes.Configuration;

/// <summary>Reads one kubeconfig file.</summary>
internal static class KubeconfigFile
{
    /// <summary>The file's content; null when it is empty, or absent and allowed to be.</summary>
    public static ConfigNode? Read(string path, bool mayBeAbsent)
    {
        var file = Path.GetFullPath(path);
        try
        {
            using var reader = new StreamReader(file);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents switch
            {
                [] or [{ RootNode: YamlScalarNode { Value: "" or null } }] => null,
                [{ RootNode: YamlMappingNode root }, ..] => new ConfigNode(file, root),
                _ => throw new KubeconfigException("ORK2011", "The file is no kubeconfig.", file, "name a file with kind: Config, as kubectl config view --raw writes it"),
            };
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return mayBeAbsent ? null : throw new KubeconfigException("ORK2010", "There is no such file.", file, "name an existing kubeconfig file", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException("ORK2010", $"The file cannot be read: {error.Message}", file, "make it readable for this user", error);
        }
        catch (YamlException error)
        {
            var place = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file}:{error.Start.Line}:{error.Start.Column}");
            throw new KubeconfigException("ORK2011", $"The file is no YAML: {error.InnerException?.Message ?? error.Message}", place, "correct the file, or name another one", error);
        }
    }
}

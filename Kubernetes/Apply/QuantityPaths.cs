namespace Orkestra.Kubernetes.Apply;

/// <summary>
/// Where the API has quantities. "1" and "1000m" are one amount of CPU, but two values of a ConfigMap or of an environment variable, so the place decides:
/// the values below requests, limits, capacity and the like, and the few single fields that are quantities; never anything in data, stringData or metadata.
/// </summary>
internal static class QuantityPaths
{
    public static bool IsFreeText(string topLevelField) => topLevelField is "data" or "stringData" or "binaryData" or "metadata" or "apiVersion" or "kind";

    /// <param name="parent">The name of the field that holds the map or object with this field in it.</param>
    /// <param name="field">The name of this field.</param>
    public static bool Holds(string parent, string field) =>
        parent is "requests" or "limits" or "capacity" or "allocatable" or "allocatedResources" or "hard" or "used" or "overhead" or "podFixed"
            or "default" or "defaultRequest" or "max" or "min" or "maxLimitRequestRatio"
        || field is "sizeLimit" or "averageValue" or "targetAverageValue" or "targetValue" or "divisor"
        || (field is "value" && parent is "target");
}

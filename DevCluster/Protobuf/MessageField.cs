namespace Orkestra.DevCluster.Protobuf;

/// <summary>One field of a message.</summary>
/// <param name="Name">As in JSON.</param>
/// <param name="Type">string, bytes, int, bool, double, quantity, intOrString, time, microTime, duration, raw, fieldsV1, or the name of a message.</param>
/// <param name="Shape">Whether the field is one value, a list, a map by strings, or part of the outer object.</param>
internal sealed record MessageField(string Name, string Type, FieldShape Shape);
